import PQueue from 'p-queue';

/** When a task is begun: one that somebody waits for goes first, one that nobody waits for any more not at all. */
type Turn = { isUrgent?: boolean | undefined; signal?: AbortSignal | undefined };

/** Tasks of one project that are under way at the same time. */
const AT_ONCE = 8;

/** Lets a bounded number of tasks of each project run at once; the others wait for their turn. */
export function openRequestQueue(): (
  project_id: string,
  task: () => Promise<void>,
  turn: Turn,
) => Promise<unknown> {
  const queues = new Map<string, PQueue>();

  const openQueue = (project_id: string) => {
    const queue = new PQueue({ concurrency: AT_ONCE });
    queue.on('idle', () => queues.delete(project_id));
    queues.set(project_id, queue);
    return queue;
  };

  return (project_id, task, { isUrgent = false, signal }) => {
    const queue = queues.get(project_id) ?? openQueue(project_id);
    const begin = async () => {
      signal?.throwIfAborted();
      await task();
    };
    return queue.add(begin, { priority: isUrgent ? 1 : 0 });
  };
}
