import * as z from 'zod';
import { Id } from '../../contract/id.ts';
import { ServiceReference } from '../../contract/service.ts';

/** Body of `POST /api/blockers`: which services use these models? A read, by POST because the ids can be many. */
export const BlockersBody = z.strictObject({
  model_ids: z.array(Id).min(1).max(20_000),
});
export type BlockersBody = z.infer<typeof BlockersBody>;

/** Models that could be checked, with their services; those that could not are missing. Time in ms since the epoch. */
export const Blockers = z.object({
  checked_at: z.number(),
  services: z.record(z.string(), z.array(ServiceReference)),
  /** Not asked yet, as there are many: ask again for these. */
  left: z.array(z.string()),
});
export type Blockers = z.infer<typeof Blockers>;
