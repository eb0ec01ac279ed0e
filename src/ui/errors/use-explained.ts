import { useEffect, useState } from 'react';
import { RefusedError } from '../../api/http/client.ts';
import { loadCode } from '../load-code.ts';
import { type ExplainedError, explainBriefly } from './explain-briefly.ts';

/**
 * A failure in words, for what is on the first screen: the catalogue of codes comes only when something was refused, which
 * whoever refuses can also give.
 */
export function useExplained(error: unknown): ExplainedError {
  const [explained, setExplained] = useState<{ error: unknown; words: ExplainedError }>();
  useEffect(() => {
    if (!(error instanceof RefusedError)) return;
    let isWanted = true;
    loadCode(() => import('./explain-error.ts')).then(
      ({ explainError }) => isWanted && setExplained({ error, words: explainError(error) }),
      // Without it, what is said briefly stays.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [error]);
  return explained && explained.error === error ? explained.words : explainBriefly(error);
}
