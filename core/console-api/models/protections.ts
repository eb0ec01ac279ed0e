import * as z from 'zod';
import { Id } from '../../contract/id.ts';
import { queryInteger } from '../../contract/query-values.ts';
import { Protection } from '../../deletion/protection.ts';
import { MAX_PLANNED_VERSIONS } from '../deletions/receipts.ts';
import { MAX_NAME_LENGTH } from './model-group-queries.ts';

/** How long the reason of a protection may be. */
export const MAX_NOTE_LENGTH = 500;

const Name = z.string().min(1).max(MAX_NAME_LENGTH);

/** What is protected: one version, by its id, or a whole name. */
export type ProtectionSubject = { model_id: string } | { model_name: string };

const note = z.string().trim().min(1).max(MAX_NOTE_LENGTH);
/** In ms since the epoch; null for good. */
const until = z.int().min(0).max(8.64e15).nullable().default(null);

/** Body of `PUT /api/protections`. */
export const ProtectBody = z.union([
  z.strictObject({ model_id: Id, note, until }),
  z.strictObject({ model_name: Name, note, until }),
]);
export type ProtectBody = z.infer<typeof ProtectBody>;

/** Query of `DELETE /api/protections`. */
export const LiftQuery = z.union([z.strictObject({ model_id: Id }), z.strictObject({ model_name: Name })]);

/** Query of `GET /api/protections`: those of one name, or all of a project, page by page. */
export const ProtectionsQuery = z.strictObject({
  name: Name.optional(),
  cursor: z.string().max(1000).optional(),
  limit: queryInteger({ min: 1, max: 200 }).default(50),
});
export type ProtectionsQuery = z.infer<typeof ProtectionsQuery>;

/** Answer of `GET /api/protections`: those in force, by name. */
export const ProtectionPage = z.object({
  protections: z.array(Protection),
  next_cursor: z.string().nullable(),
});
export type ProtectionPage = z.infer<typeof ProtectionPage>;

/** Body of `POST /api/protections/find`: all in force of these names. A read, by POST because the names can be many. */
export const FindProtectionsBody = z.strictObject({ names: z.array(Name).max(MAX_PLANNED_VERSIONS) });

/** Answer of `POST /api/protections/find`. */
export const FoundProtections = z.object({ protections: z.array(Protection) });
export type FoundProtections = z.infer<typeof FoundProtections>;
