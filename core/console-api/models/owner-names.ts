import * as z from 'zod';

/**
 * Body of `POST /api/owner-names`: who are these, whom the registry names by their ids? A read, by POST as ids of another
 * registry may be anything.
 */
export const OwnerNamesBody = z.strictObject({ owners: z.array(z.string().max(255)).min(1).max(1_000) });
export type OwnerNamesBody = z.infer<typeof OwnerNamesBody>;

/** Names by id; whoever the gateway does not know is missing. */
export const OwnerNames = z.object({ names: z.record(z.string(), z.string()) });
export type OwnerNames = z.infer<typeof OwnerNames>;

/** The most owners that are told of a project: those who own most. */
export const MAX_MODEL_OWNERS = 200;

/** Answer of `GET /api/model-owners`: who owns versions, with how many; without a name where the gateway does not know them. */
export const ModelOwners = z.object({
  owners: z.array(z.object({ owner: z.string(), owner_name: z.string(), versions: z.number() })),
  /** Whether there are more. */
  has_more: z.boolean(),
});
export type ModelOwners = z.infer<typeof ModelOwners>;
