import type { Store } from '../../store/schema.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import { UpstreamRefusal } from '../transport/upstream-refusal.ts';

/**
 * Asks the remote registry, and looks into the copy only where it cannot be asked: it gives no answer that can be read, or
 * has no right for this, or is overloaded. What it says of what was asked for is an answer, and so is that nobody is signed in.
 *
 * @param look into the copy; it is told why, by an error code.
 */
export async function orCopy<T>(ask: () => Promise<T>, look: (why: string) => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const isAnswer = error instanceof UpstreamRefusal && (error.status === 401 || error.status === 404);
    if (isAnswer || !(error instanceof UpstreamError || error instanceof UpstreamRefusal)) throw error;
    return look(error.code);
  }
}

/** When the reading began that the copy of a project is from, in ms since the epoch; null where nobody knows. */
export async function copiedAt(store: Store, project_id: string): Promise<number | null> {
  const mirror = await store
    .selectFrom('mirrors')
    .select('read_at')
    .where('project_id', '=', project_id)
    .executeTakeFirst();
  return mirror?.read_at ?? null;
}
