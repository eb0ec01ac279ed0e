import * as z from 'zod';
import { queryInteger, queryValues } from '../../contract/query-values.ts';
import { LANGUAGES } from '../languages.ts';
import { ACTIVITY_KINDS, Activity } from './activity.ts';

/** What the log can be narrowed to. */
const filters = {
  /** Done by any of these people. */
  person: queryValues(z.string().max(64)).optional(),
  /** Of any of these kinds; those that are for administrators are told to nobody else. */
  kind: queryValues(z.enum(ACTIVITY_KINDS)).optional(),
  /** Done to exactly this: a model, a service or a person by name. */
  name: z.string().max(100).optional(),
};

/** Query of `GET /api/activity`: newest first. */
export const ActivityQuery = z.strictObject({
  ...filters,
  cursor: z.string().max(100).optional(),
  limit: queryInteger({ min: 1, max: 200 }).default(50),
});
export type ActivityQuery = z.infer<typeof ActivityQuery>;

/** Query of `GET /api/activity/export`: everything that the list would show, over all pages. */
export const ExportActivityQuery = z.strictObject({ ...filters, format: z.enum(['csv', 'json']) });

/** Answer of `GET /api/activity`. */
export const ActivityPage = z.object({
  activities: z.array(Activity),
  next_cursor: z.string().nullable(),
  /** On the first page: everybody who did something here, for the filter. */
  people: z.array(z.string()).nullable(),
});
export type ActivityPage = z.infer<typeof ActivityPage>;

/** Answer of `GET /api/activity/feed`: when the caller's own address of the feed was made; null where there is none. In ms. */
export const FeedState = z.object({ created_at: z.number().nullable() });

/** Answer of `POST /api/activity/feed`: the address, which nobody can be told again. */
export const FeedAddress = z.object({ address: z.string() });

/** Query of `GET /api/activity.atom`; the key is the secret of a personal address. */
export const FeedQuery = z.strictObject({
  key: z.string().min(1).max(100),
  language: z.enum(LANGUAGES).default('en'),
});
