import type { Store } from '../../store/schema.ts';

/**
 * Whether a project should be read anew.
 *
 * @param refreshEvery how old the beginning of the last reading may be, in ms.
 * @param afterFailure whether one that came to no end is reason enough.
 */
export async function isDue(
  store: Store,
  project_id: string,
  refreshEvery: number,
  afterFailure: boolean,
): Promise<boolean> {
  const mirror = await store
    .selectFrom('mirrors')
    .select(['begun_at', 'read_at', 'problem'])
    .where('project_id', '=', project_id)
    .executeTakeFirst();
  if (!mirror?.begun_at || mirror.begun_at <= Date.now() - refreshEvery) return true;
  return afterFailure && (mirror.read_at === null || mirror.problem !== null);
}
