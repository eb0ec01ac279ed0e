import * as z from 'zod';
import { Failure } from '../failure.ts';
import type { BegunRun } from './begun-run.ts';
import { INTERRUPTED } from './exit-codes.ts';

/**
 * While a run is followed: the first Ctrl+C has the gateway stop it, the second ends this process and leaves it to the
 * gateway.
 *
 * @param say tells the person at the terminal.
 */
export function stopOnInterrupt({ ask, id, address }: BegunRun, say: (words: string) => void) {
  let isStopping = false;
  let wake: (() => void) | undefined;
  const stop = async () => {
    try {
      await ask({ method: 'POST', path: `/api/runs/${id}/stop` }, z.null());
    } catch (error) {
      say(`It could not be told to stop: ${error instanceof Failure ? error.message : String(error)}`);
    }
    wake?.();
  };
  const onInterrupt = () => {
    if (isStopping) {
      say(`It goes on in the gateway: ${address}`);
      process.exit(INTERRUPTED);
    }
    isStopping = true;
    say('Stopping before its next call. Ctrl+C once more leaves it to the gateway.');
    void stop();
  };
  process.on('SIGINT', onInterrupt);
  return {
    /** Waits so many ms; over sooner once it was told to stop. */
    pause: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    release: () => process.off('SIGINT', onInterrupt),
  };
}
