import { readPosition } from '../../../../core/console-api/mark-header.ts';
import type { Told } from './messages.ts';

/** So much of what was told is remembered for tabs that come later; those who need more read everything again. */
const REMEMBERED = 200;

/** What a stream told, for those who come to it when it is under way. */
export type ToldMemory = {
  note: (told: Told) => void;
  /** The last mark that was told, or else the one that the stream was opened with. */
  last: () => string;
  /** What was told after a mark; undefined when it is not all known. */
  after: (mark: string) => readonly Told[] | undefined;
};

/** @param since the mark from which on the stream tells. */
export function rememberTold(since: string): ToldMemory {
  let from = since;
  let last = since;
  let told: readonly Told[] = [];
  return {
    note(one) {
      // Another gateway than before has said first that anything may have changed.
      if (readPosition(one.mark).gateway !== readPosition(from).gateway) {
        from = one.mark;
        told = [];
      }
      const all = [...told, one];
      const forgotten = all.at(-1 - REMEMBERED);
      if (forgotten) from = forgotten.mark;
      told = all.slice(-REMEMBERED);
      last = one.mark;
    },
    last: () => last,
    after(mark) {
      const [asked, known] = [readPosition(mark), readPosition(from)];
      if (asked.gateway !== known.gateway || !(asked.time > known.time)) return undefined;
      return told.filter((one) => readPosition(one.mark).time >= asked.time);
    },
  };
}
