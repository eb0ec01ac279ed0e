import { readPosition } from '../../../../core/console-api/live/mark-header.ts';
import type { Told } from './messages.ts';

/** So much of what was told is remembered for tabs that come later; those who need more read everything again. */
const REMEMBERED = 200;

/** What a stream told, for those who come to it when it is under way. */
export type ToldMemory = {
  note: (told: Told) => void;
  /** The last position that was told, or else the one that the stream was opened with. */
  last: () => string;
  /** What was told after a position; undefined when it is not all known. */
  after: (position: string) => readonly Told[] | undefined;
};

/** @param since the position from which on the stream tells. */
export function rememberTold(since: string): ToldMemory {
  let from = since;
  let last = since;
  let told: readonly Told[] = [];
  return {
    note(one) {
      // Another gateway than before has said first that anything may have changed.
      if (readPosition(one.position).gateway !== readPosition(from).gateway) {
        from = one.position;
        told = [];
      }
      const all = [...told, one];
      const forgotten = all.at(-1 - REMEMBERED);
      if (forgotten) from = forgotten.position;
      told = all.slice(-REMEMBERED);
      last = one.position;
    },
    last: () => last,
    after(position) {
      const [asked, known] = [readPosition(position), readPosition(from)];
      if (asked.gateway !== known.gateway || !(asked.time > known.time)) return undefined;
      return told.filter((one) => readPosition(one.position).time >= asked.time);
    },
  };
}
