import type { FastifyInstance } from 'fastify';
import type { Store } from '../../store/schema.ts';
import { foldReceipt } from '../fold-receipt.ts';
import { readReceipt } from '../reading/read-receipt.ts';
import {
  type LeasedReceipt,
  leaseDueReceipts,
  makeAllDue,
  nextDue,
  reschedule,
} from './due-verifications.ts';
import { nextVerification } from './next-verification.ts';
import type { Verification } from './verification.ts';

/** The schedule by which receipts are verified, whether or not anybody has one open. */
export type VerificationSchedule = {
  /** Starts a pass if something is due; fire and forget. Coalesces: during a pass, many calls lead to one more pass. */
  soon: () => void;
  /** Verifies everything scheduled of a project now: its registry can be asked again, after a sign-in say. */
  hurry: (project_id: string) => Promise<void>;
};

/** How long until this gateway polls for what others have left due, at most. In ms. */
const MAX_SLEEP_MS = 15_000;

/**
 * Schedules the verification of receipts, of any gateway of the database. Each is leased, so that two gateways do not
 * verify it at the same time and another takes over from one that was killed. It starts when the app is ready and ends
 * with it.
 */
export function verifyWhenDue(
  app: FastifyInstance,
  store: Store,
  verification: Pick<Verification, 'settle' | 'lag'>,
): VerificationSchedule {
  let timer: NodeJS.Timeout | undefined;
  let passes: Promise<void> | undefined;
  let isRequested = false;
  let isClosed = false;

  const verifyOne = async (leased: LeasedReceipt) => {
    const { project_id, deletion_id } = leased;
    try {
      const verified = await verification.settle(project_id, deletion_id).catch(async (error: unknown) => {
        app.log.warn({ err: error, deletion_id }, 'A deletion could not be looked into');
        return foldReceipt(await readReceipt(store, project_id, deletion_id));
      });
      await reschedule(store, leased, nextVerification(verified, Date.now(), verification.lag));
    } catch (error) {
      app.log.warn({ err: error, deletion_id }, 'A look at a deletion could not be put off');
    }
  };

  const pass = async () => {
    for (
      let due = await leaseDueReceipts(store);
      due.length > 0;
      due = isClosed ? [] : await leaseDueReceipts(store)
    ) {
      await Promise.all(due.map(verifyOne));
    }
  };

  const sleep = async () => {
    const next = await nextDue(store);
    const wait = Math.min(Math.max((next ?? Number.POSITIVE_INFINITY) - Date.now(), 0), MAX_SLEEP_MS);
    if (isClosed) return;
    timer = setTimeout(soon, wait);
    timer.unref();
  };

  const runPasses = async () => {
    while (isRequested && !isClosed) {
      isRequested = false;
      await pass();
    }
    await sleep();
  };

  const soon = () => {
    isRequested = true;
    if (passes || isClosed) return;
    clearTimeout(timer);
    passes = runPasses()
      .catch((error: unknown) => {
        app.log.warn({ err: error }, 'What is due to be looked into could not be found');
        timer = setTimeout(soon, MAX_SLEEP_MS);
        timer.unref();
      })
      .finally(() => {
        passes = undefined;
        if (isRequested) soon();
      });
  };

  app.addHook('onReady', async () => soon());
  app.addHook('onClose', async () => {
    isClosed = true;
    clearTimeout(timer);
    await passes;
  });

  return {
    soon,
    async hurry(project_id) {
      await makeAllDue(store, project_id);
      soon();
    },
  };
}
