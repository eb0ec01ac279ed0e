import type { FastifyInstance } from 'fastify';
import type { Store } from '../../store/schema.ts';
import { foldReceipt } from '../fold-receipt.ts';
import { readReceipt } from '../reading/read-receipt.ts';
import { claimDueReceipts, type Due, makeDue, nextDue, putOff } from './due-verifications.ts';
import { nextVerification } from './next-verification.ts';
import type { Verification } from './verification.ts';

/** Looks into receipts when that is due, whether or not anybody has one open. */
export type VerificationSchedule = {
  /** Something may be due now. Nobody waits for it. */
  soon: () => void;
  /** A project can be asked again: what waits there does not wait any longer. */
  hurry: (project_id: string) => Promise<void>;
};

/** What other gateways left to be done is found after so long at most. In ms. */
const LONGEST_SLEEP_MS = 15_000;

/**
 * Begins to look into receipts, of any gateway of the database: each is claimed by moving its time, so that two gateways
 * do not look at the same time, and one that was killed is followed by another.
 */
export function verifyWhenDue(
  app: FastifyInstance,
  store: Store,
  verification: Pick<Verification, 'settle' | 'lag'>,
): VerificationSchedule {
  let timer: NodeJS.Timeout | undefined;
  let going: Promise<void> | undefined;
  let isWanted = false;
  let isClosed = false;

  const verifyOne = async (due: Due) => {
    const { project_id, deletion_id } = due;
    try {
      const seen = await verification.settle(project_id, deletion_id).catch(async (error: unknown) => {
        app.log.warn({ err: error, deletion_id }, 'A deletion could not be looked into');
        return foldReceipt(await readReceipt(store, project_id, deletion_id));
      });
      await putOff(store, due, nextVerification(seen, Date.now(), verification.lag));
    } catch (error) {
      app.log.warn({ err: error, deletion_id }, 'A look at a deletion could not be put off');
    }
  };

  const pass = async () => {
    for (
      let due = await claimDueReceipts(store);
      due.length > 0;
      due = isClosed ? [] : await claimDueReceipts(store)
    ) {
      await Promise.all(due.map(verifyOne));
    }
  };

  const sleep = async () => {
    const next = await nextDue(store);
    const wait = Math.min(Math.max((next ?? Number.POSITIVE_INFINITY) - Date.now(), 0), LONGEST_SLEEP_MS);
    if (isClosed) return;
    timer = setTimeout(soon, wait);
    timer.unref();
  };

  const goOn = async () => {
    while (isWanted && !isClosed) {
      isWanted = false;
      await pass();
    }
    await sleep();
  };

  const soon = () => {
    isWanted = true;
    if (going || isClosed) return;
    clearTimeout(timer);
    going = goOn()
      .catch((error: unknown) => {
        app.log.warn({ err: error }, 'What is due to be looked into could not be found');
        timer = setTimeout(soon, LONGEST_SLEEP_MS);
        timer.unref();
      })
      .finally(() => {
        going = undefined;
        if (isWanted) soon();
      });
  };

  app.addHook('onReady', async () => soon());
  app.addHook('onClose', async () => {
    isClosed = true;
    clearTimeout(timer);
    await going;
  });

  return {
    soon,
    async hurry(project_id) {
      await makeDue(store, project_id);
      soon();
    },
  };
}
