import type { Store } from '../../store/schema.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import { UpstreamRefusal } from '../transport/upstream-refusal.ts';

/**
 * Asks the remote registry, and falls back to the copy where that cannot be done: it gives no answer that can be read, or
 * forbids this, or is overloaded. What it says of what was asked for is an answer, and so is that nobody is signed in.
 *
 * @param readCopy gets the code of the error that made it necessary.
 * @throws UpstreamRefusal with status 401 or 404; whatever `readCopy` throws.
 */
export async function withCopyFallback<T>(
  ask: () => Promise<T>,
  readCopy: (code: string) => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const isAnswer = error instanceof UpstreamRefusal && (error.status === 401 || error.status === 404);
    if (isAnswer || !(error instanceof UpstreamError || error instanceof UpstreamRefusal)) throw error;
    return readCopy(error.code);
  }
}

/** When the sync began that the copy of a project is from, in ms since the epoch; null where there was none. */
export async function copiedAt(store: Store, project_id: string): Promise<number | null> {
  const row = await store
    .selectFrom('mirrors')
    .select('read_at')
    .where('project_id', '=', project_id)
    .executeTakeFirst();
  return row?.read_at ?? null;
}
