import { type Answer, readAnswer } from '../../core/deletion/answer.ts';

/** What an answer by itself can tell of a version. */
export const TOLD_OUTCOMES = ['deleted', 'failed', 'gone', 'unknown'] as const;
type ToldOutcome = (typeof TOLD_OUTCOMES)[number];

/** What the answer to a call tells, one for each version that it names, or for its target. Nothing if it was put off. */
export function toldBy(answer: Answer): ToldOutcome[] {
  const telling = readAnswer(answer);
  switch (telling.tells) {
    case 'lists': {
      const { delete_success_list, delete_failed_list } = telling.lists;
      return [
        ...delete_success_list.map(() => 'deleted' as const),
        ...delete_failed_list.map(() => 'failed' as const),
      ];
    }
    case 'no-such-model':
      return ['gone'];
    case 'refused':
      return ['failed'];
    case 'nothing':
      return ['unknown'];
    case 'put-off':
      return [];
    default:
      return telling satisfies never;
  }
}
