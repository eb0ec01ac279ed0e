import * as z from 'zod';
import { ModelGroup } from './model-groups.ts';

/** How many versions a timeline has at most: the newest ones. */
export const MAX_TIMELINE = 200;

/** A version as a point of a timeline. Sizes in bytes, times in ms since the epoch. */
export const TimelineVersion = z.object({
  model_id: z.string(),
  model_version: z.string(),
  model_status: z.string(),
  model_type: z.string(),
  model_size: z.number(),
  create_at: z.number(),
  services: z.array(z.object({ service_id: z.string(), service_name: z.string(), status: z.string() })),
});
export type TimelineVersion = z.infer<typeof TimelineVersion>;

/** Answer of `GET /api/names/{model_name}`: all versions of a name summed up, and the newest of them, newest first. */
export const NamePage = z.object({
  /** Null when there is no version of this name. */
  group: ModelGroup.nullable(),
  newest: z.array(TimelineVersion),
  /** Who owns those, by name where the gateway knows it (else empty). */
  owners: z.array(z.object({ owner: z.string(), owner_name: z.string() })),
});
export type NamePage = z.infer<typeof NamePage>;
