import type { SyncProblem } from '../../core/console-api/live/sync-status.ts';
import { causeOf, nextStepOf } from '../ui/errors/error-catalogue.ts';

/**
 * Why a reading came to no end: what its code means and asks for, as far as it is known, and its own words. The gateway's
 * own words mean what its code does, and say more.
 */
export function problemText({ code, message }: SyncProblem): string {
  const words = message === '' ? '' : `“${message}”`;
  const told =
    code.startsWith('Coppice.') && message !== ''
      ? [message, nextStepOf(code)]
      : [causeOf(code), nextStepOf(code), words];
  return [...told, `(${code})`].filter(Boolean).join(' ');
}
