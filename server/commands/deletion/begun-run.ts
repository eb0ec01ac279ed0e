import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { WAITING_FOR_SOMEBODY } from '../../../core/console-api/deletions/runs.ts';
import type { AskGateway } from '../gateway/gateway-client.ts';

/** A run that a gateway carries out; `address` is its receipt's. */
export type BegunRun = { ask: AskGateway; id: string; address: string };

export function isOver({ run, ended_at }: Receipt): boolean {
  return run ? run.phase === 'over' : ended_at !== null;
}

/** Whether a run waits for somebody: nothing happens to it by itself. */
export function isWaiting({ run }: Receipt): boolean {
  return run !== undefined && run !== null && WAITING_FOR_SOMEBODY.includes(run.phase);
}
