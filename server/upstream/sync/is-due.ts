import type { Store } from '../../store/schema.ts';

/**
 * Whether a project should be synced.
 *
 * @param policy how old the start of its last sync may be (`refreshEvery`, in ms), and whether it is due as well when that
 *   one did not complete.
 */
export async function isDue(
  store: Store,
  project_id: string,
  { refreshEvery, retryFailed }: { refreshEvery: number; retryFailed: boolean },
): Promise<boolean> {
  const last = await store
    .selectFrom('mirrors')
    .select(['begun_at', 'read_at', 'problem'])
    .where('project_id', '=', project_id)
    .executeTakeFirst();
  if (!last?.begun_at || last.begun_at <= Date.now() - refreshEvery) return true;
  return retryFailed && (last.read_at === null || last.problem !== null);
}
