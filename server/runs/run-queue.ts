import type { FastifyBaseLogger } from 'fastify';
import { fromKysely, type Job, type PgBoss } from 'pg-boss';
import { LOOK_EVERY_S } from '../jobs/open-boss.ts';
import type { Store } from '../store/schema.ts';

/** Which run. */
export type RunKey = { project_id: string; deletion_id: string };

/** Has runs carried out by the gateways of one database: each by one at a time, and by another if that one dies. */
export type RunQueue = {
  /**
   * Has a run taken up, at a moment (ms since the epoch) or at once. It may be said again; a run that is not to be carried
   * out when its turn comes is passed over.
   *
   * @param db a transaction, where it is to be so only if that is committed.
   * @param person whose run it is: of one person only some are carried out at a time.
   */
  add: (db: Store, key: RunKey, person: string, at?: number) => Promise<void>;
  /** Waits for no moment any more: what is due is found by others. */
  close: () => void;
};

const RUNS = 'runs';

/** Runs that one gateway carries out at a time, and those of one person among them. */
const AT_ONCE = 8;
const AT_ONCE_OF_ONE = 3;

/** A gateway that is not heard of for so long is dead: another takes its runs over. In seconds; pg-boss allows no less. */
const DEAD_AFTER_S = 10;
const SIGN_OF_LIFE_S = 3;

/** What failed here, the database was away say, is tried again after so long. In seconds. */
const RETRY_DELAY_S = 2;

/** A run is tried again until it is over: as often as pg-boss can count. */
const RETRIES = 2 ** 31 - 1;

/** As long as pg-boss lets a job take: then it begins anew, and goes on from its receipt. In seconds. */
const LONGEST_S = 24 * 3600 - 1;

/** Longer than anything can be put off, in seconds: what waits longer is dropped. */
const KEPT_S = 400 * 24 * 3600;

/** Waits that a timer can count, in ms; longer ones are found by looking. */
const LONGEST_TIMER_MS = 3_600_000;

/**
 * Opens the queue, and begins to take runs up.
 *
 * @param carryOut carries a run out as far as it goes; the signal says that the gateway stops, or that the run is
 *   another's by now. What it throws is tried again.
 */
export async function openRunQueue(
  store: Store,
  boss: PgBoss,
  carryOut: (key: RunKey, signal: AbortSignal) => Promise<void>,
  log: Pick<FastifyBaseLogger, 'warn'>,
): Promise<RunQueue> {
  await boss.createQueue(RUNS, {
    policy: 'key_strict_fifo',
    notify: true,
    heartbeatSeconds: DEAD_AFTER_S,
    expireInSeconds: LONGEST_S,
    retryLimit: RETRIES,
    retryDelay: RETRY_DELAY_S,
    retentionSeconds: KEPT_S,
    deleteAfterSeconds: 3600,
  });
  await boss.work<RunKey>(
    RUNS,
    {
      localConcurrency: AT_ONCE,
      localGroupConcurrency: AT_ONCE_OF_ONE,
      pollingIntervalSeconds: LOOK_EVERY_S,
      notifyPollingIntervalSeconds: LOOK_EVERY_S,
      heartbeatRefreshSeconds: SIGN_OF_LIFE_S,
    },
    async ([job]: Job<RunKey>[]) => {
      if (job) await carryOut(job.data, job.signal);
    },
  );
  const timers = new Set<NodeJS.Timeout>();
  const add: RunQueue['add'] = async (within, key, person, at) => {
    await boss.send(RUNS, key, {
      db: fromKysely(within),
      singletonKey: `${key.project_id} ${key.deletion_id}`,
      group: { id: person },
      ...(at !== undefined && { startAfter: new Date(at) }),
    });
    if (at !== undefined) addInTime(key, person, at);
  };
  /** What is due is found by looking, some seconds late; this gateway is in time as long as it is there. */
  const addInTime = (key: RunKey, person: string, at: number) => {
    const wait = at - Date.now();
    if (wait > LONGEST_TIMER_MS) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      add(store, key, person).catch((error: unknown) => log.warn({ err: error }, 'A deletion begins late'));
    }, wait);
    timers.add(timer.unref());
  };
  return {
    add,
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
