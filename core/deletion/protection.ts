import * as z from 'zod';
import { normalId } from '../contract/id.ts';
import type { ModelId } from '../contract/model.ts';

/**
 * What keeps a version from being deleted, or a whole name with the versions that it is still to get. Times in ms since the
 * epoch.
 */
export const Protection = z.object({
  model_name: z.string(),
  /** `''` for the whole name. */
  model_id: z.string(),
  /** What it was called when it was protected; `''` for the whole name. */
  model_version: z.string(),
  /** Why. */
  note: z.string(),
  user_name: z.string(),
  created_at: z.number(),
  /** When it ends by itself; null where it does not. */
  until: z.number().nullable(),
});
export type Protection = z.infer<typeof Protection>;

/** A version, as far as it matters to what protects it. */
type Protectable = { model_id: ModelId; model_name: string };

/** Finds what protects a version: a protection of its own goes before that of its name. */
export function protectionFinder(
  protections: readonly Protection[],
): (version: Protectable) => Protection | undefined {
  const byId = new Map<ModelId, Protection>();
  const byName = new Map<string, Protection>();
  for (const one of protections) {
    if (one.model_id === '') byName.set(one.model_name, one);
    else byId.set(normalId(one.model_id), one);
  }
  return ({ model_id, model_name }) => byId.get(normalId(model_id)) ?? byName.get(model_name);
}
