import { describe, expect, it } from 'vitest';
import { MAX_DELAY_MS } from '../../../core/console-api/deletions/runs.ts';
import { momentOf } from '../../ui/time/moment-of.ts';
import { inHours, whyNotThen } from './start-time.ts';

const NOW = Date.UTC(2026, 10, 24, 12, 0, 30);
const MINUTE_MS = 60_000;

describe('a time to begin', () => {
  it.each([1, 8, 24, 24 * 300])('in %i hours is that, to the next whole minute', (hours) => {
    const at = momentOf(inHours(hours, NOW));
    expect((at ?? 0) - NOW - hours * 60 * MINUTE_MS).toBe(MINUTE_MS / 2);
    expect(whyNotThen(inHours(hours, NOW), NOW)).toBeUndefined();
  });

  it.each(['', 'soon', '2026-13-45T99:99', '24.11.2026'])('is not “%s”', (typed) => {
    expect(whyNotThen(typed, NOW)).toBe('Say when it is to begin.');
  });

  it('is in the future, and within a year', () => {
    expect(whyNotThen(inHours(-1, NOW), NOW)).toBe('That time is over. Choose one that is still to come.');
    const tooFar = inHours(MAX_DELAY_MS / (60 * MINUTE_MS), NOW);
    expect(whyNotThen(tooFar, NOW)).toBe('A deletion can be put off for a year at most.');
  });
});
