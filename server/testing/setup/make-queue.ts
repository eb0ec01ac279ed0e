import { openRunQueue } from '../../runs/run-queue.ts';
import type { OpenStore } from '../../store/open-store.ts';

/** Makes the tables of the queue of runs, for databases that tests begin with: every gateway finds them there then. */
export async function makeQueue({ store, jobs }: Pick<OpenStore, 'store' | 'jobs'>): Promise<void> {
  const queue = await openRunQueue(store, await jobs(), async () => undefined, console);
  await queue.close();
}
