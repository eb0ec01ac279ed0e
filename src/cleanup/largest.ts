import type { Cleanup, Suggestion } from '../../core/console-api/models/cleanup.ts';
import { REASONS, type Reason } from '../../core/housekeeping/suggest.ts';

/** The reason for which the most bytes can go, or where no sizes are known the most versions; undefined where nothing can. */
export function largestOf(
  suggestions: Cleanup['suggestions'],
): { reason: Reason; suggestion: Suggestion } | undefined {
  const [largest] = REASONS.map((reason) => ({ reason, suggestion: suggestions[reason] }))
    .filter(({ suggestion }) => suggestion.versions > 0)
    .toSorted(
      (a, b) =>
        b.suggestion.model_size - a.suggestion.model_size || b.suggestion.versions - a.suggestion.versions,
    );
  return largest;
}
