import * as z from 'zod';
import { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { Failure } from '../failure.ts';
import { GatewayRefusal, NoAnswer } from '../gateway/gateway-trouble.ts';
import { askAtTerminal, isInteractive } from '../terminal/terminal.ts';
import { type BegunRun, isOver, isWaiting } from './begun-run.ts';
import { questionText } from './question-text.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';

/** Who is told how a run goes on. */
export type RunListener = { onReceipt: (receipt: Receipt) => void; onNote: (words: string) => void };

/** Between two looks at a receipt. In ms. */
const POLL_MS = 500;

/** How long a gateway may give no answer before it is not asked any more: one that restarts is back by then. In ms. */
const MAX_SILENCE_MS = 60_000;

/**
 * Follows a run until it is over, or waits for somebody who is not at this terminal. Answers its question by asking. The
 * first Ctrl+C stops it; a second one leaves it to the gateway.
 *
 * @throws Failure when it cannot be followed any more, and then says where it goes on.
 */
export async function followRun(run: BegunRun, listener: RunListener): Promise<Receipt> {
  const interrupt = stopOnInterrupt(run, listener.onNote);
  let heardAt = Date.now();
  try {
    for (;;) {
      const receipt = await read(run, heardAt);
      if (receipt) {
        heardAt = Date.now();
        listener.onReceipt(receipt);
        if (isOver(receipt)) return receipt;
        if (isWaiting(receipt) && !(await answerQuestion(run, receipt, listener))) return receipt;
      }
      await interrupt.pause(POLL_MS);
    }
  } finally {
    interrupt.release();
  }
}

/** The receipt as it is now; undefined while the gateway may be back soon. */
async function read({ ask, id, address }: BegunRun, heardAt: number): Promise<Receipt | undefined> {
  try {
    return await ask({ method: 'GET', path: `/api/deletions/${id}` }, Receipt);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const mayPass =
      error instanceof NoAnswer ||
      (error instanceof GatewayRefusal && (error.status >= 500 || error.status === 429));
    if (mayPass && Date.now() - heardAt < MAX_SILENCE_MS) return undefined;
    throw new Failure(`${error.message} The deletion goes on in the gateway: ${address}`);
  }
}

/** Has the person at the terminal answer what the run asks; false when there is none, or it asks nothing. */
async function answerQuestion(run: BegunRun, receipt: Receipt, { onNote }: RunListener): Promise<boolean> {
  const question = receipt.run?.question;
  if (receipt.run?.phase !== 'asking' || !question || !isInteractive()) return false;
  onNote(questionText(question));
  const decision = await askDecision();
  try {
    await run.ask({ method: 'POST', path: `/api/runs/${run.id}/answer`, body: { decision } }, z.null());
  } catch (error) {
    // Somebody else was faster: what it does now shows in its receipt.
    if (!(error instanceof GatewayRefusal && error.status === 409)) throw error;
  }
  return true;
}

/** What is no answer is asked for again; Ctrl+C, and the end of the input, is to stop. */
async function askDecision(): Promise<'go-on' | 'stop'> {
  for (;;) {
    const typed = (await askAtTerminal('Go on without them, or stop? [go/stop] '))?.trim().toLowerCase();
    if (typed === undefined || typed === 'stop') return 'stop';
    if (typed === 'go' || typed === 'go on') return 'go-on';
  }
}
