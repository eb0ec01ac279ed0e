import * as z from 'zod';

/** Something in a project changed: what of it is worth reading again. */
export const Change = z.discriminatedUnion('about', [
  z.object({
    about: z.literal('models'),
    /** The names whose versions or services changed; null when there are too many to tell: any may have. */
    names: z.array(z.string()).nullable(),
    /** The ids of versions that are gone; all of them are of the one name that is told then. */
    gone: z.array(z.string()),
  }),
  z.object({ about: z.literal('deletions'), deletion_id: z.string() }),
  /** A run that a gateway carries out went on to another phase, or waits for something else. */
  z.object({ about: z.literal('runs'), deletion_id: z.string() }),
  /** The reading of a remote registry got on, began or ended: `GET /api/mirror` tells. */
  z.object({ about: z.literal('mirror') }),
  /** Something was added to the log of activities: `GET /api/activity` tells. */
  z.object({ about: z.literal('activity') }),
]);
export type Change = z.infer<typeof Change>;

/** What a stream of `GET /api/events` says, each as the data of one event. */
export const LiveEvent = z.discriminatedUnion('about', [
  ...Change.options,
  /** Changes may have been missed: anything may be different. */
  z.object({ about: z.literal('everything') }),
  /** A sign of life. */
  z.object({ about: z.literal('nothing') }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;

/** Query of `GET /api/events`. */
export const EventsQuery = z.strictObject({
  /** The mark up to which changes are known: later ones are told first. Without it, those from now on. */
  since: z.string().max(100).optional(),
});
