import type { FastifyInstance } from 'fastify';
import { inBackground } from '../http/background-tasks.ts';
import { carryOutDue, type ScheduleContext } from './carry-out-due.ts';
import { takeDue } from './take-due.ts';

export type ScheduleOptions = {
  /** How often it is looked for rules that are due. In ms. */
  schedulesEvery?: number;
};

const LOOK_EVERY_MS = 1_000;

/** Has a gateway ask rules when they are due, one after the other, as long as it is there. */
export function openSchedules(
  app: FastifyInstance,
  { schedulesEvery = LOOK_EVERY_MS }: ScheduleOptions,
  context: ScheduleContext,
): void {
  const background = inBackground(app);
  const closing = new AbortController();
  let isUnderWay = false;
  const look = () => {
    if (isUnderWay) return;
    isUnderWay = true;
    background('Rules that are due could not be asked', () =>
      askDue(context, closing.signal).finally(() => {
        isUnderWay = false;
      }),
    );
  };
  const timer = setInterval(look, schedulesEvery).unref();
  app.addHook('preClose', async () => {
    clearInterval(timer);
    closing.abort();
  });
}

/**
 * Asks the rules that are due, until none is.
 *
 * @param now what time it is, in ms since the epoch.
 */
export async function askDue(
  context: ScheduleContext,
  closing: AbortSignal,
  now: () => number = Date.now,
): Promise<void> {
  while (!closing.aborted) {
    const taken = await takeDue(context.store, now());
    if (!taken) return;
    await carryOutDue(context, taken, now(), closing);
  }
}
