import { readPosition } from '../../../core/console-api/live/mark-header.ts';

let known: string | undefined;

/** Notes the position that an answer came with, if any. */
export function notePosition(position: unknown): void {
  if (typeof position === 'string') known = known === undefined ? position : earlier(known, position);
}

/** Up to where everything that was read knows of the changes; a word that is no position where that cannot be told. */
export function streamPosition(): string {
  return known ?? 'none';
}

function earlier(one: string, other: string): string {
  const [a, b] = [readPosition(one), readPosition(other)];
  if (a.gateway !== b.gateway) return 'none';
  return a.time <= b.time ? one : other;
}
