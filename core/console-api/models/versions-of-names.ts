import * as z from 'zod';
import { ModelListItem } from '../../contract/model.ts';
import { MAX_NAME_LENGTH } from './model-group-queries.ts';

/** So many names are listed by one request. */
export const MAX_LISTED_NAMES = 100;

/** Body of `POST /api/names/versions`: every version of these names. A read, by POST because the names can be many. */
export const VersionsOfNamesBody = z.strictObject({
  names: z.array(z.string().min(1).max(MAX_NAME_LENGTH)).min(1).max(MAX_LISTED_NAMES),
});

/**
 * Answer to it: a list of each name, in their order, of as many of the first as fit in one answer; none, where the first alone
 * does not.
 */
export const VersionsOfNames = z.object({ lists: z.array(z.array(ModelListItem)) });
export type VersionsOfNames = z.infer<typeof VersionsOfNames>;
