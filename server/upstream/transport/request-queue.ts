import PQueue from 'p-queue';

/** An urgent task is begun before the others, one that is aborted while it is queued not at all. */
type QueueOptions = { isUrgent?: boolean | undefined; signal?: AbortSignal | undefined };

/** Tasks of one project that run at the same time. */
const CONCURRENCY = 8;

/** A priority queue for each project, of bounded concurrency. */
export function openRequestQueue(): (
  project_id: string,
  task: () => Promise<void>,
  options: QueueOptions,
) => Promise<unknown> {
  const queues = new Map<string, PQueue>();

  const openQueue = (project_id: string) => {
    const queue = new PQueue({ concurrency: CONCURRENCY });
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
