import { type Answer, readAnswer } from '../../core/deletion/answer.ts';

/** What an answer by itself can tell of a version. */
export const RESULTS = ['deleted', 'failed', 'gone', 'unknown'] as const;
type Result = (typeof RESULTS)[number];

/** What the answer to a call tells, one for each version that it names, or for its target. Nothing if it was put off. */
export function resultsOf(answer: Answer): Result[] {
  const parsed = readAnswer(answer);
  switch (parsed.kind) {
    case 'per-model-results': {
      const { delete_success_list, delete_failed_list } = parsed.lists;
      return [
        ...delete_success_list.map(() => 'deleted' as const),
        ...delete_failed_list.map(() => 'failed' as const),
      ];
    }
    case 'no-such-model':
      return ['gone'];
    case 'refused':
      return ['failed'];
    case 'inconclusive':
      return ['unknown'];
    case 'retryable':
      return [];
    default:
      return parsed satisfies never;
  }
}
