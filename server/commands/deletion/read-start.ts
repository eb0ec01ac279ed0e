import * as z from 'zod';
import { MAX_DELAY_MS, type RunStart } from '../../../core/console-api/deletions/runs.ts';
import { UsageError } from '../../config.ts';

/** ISO 8601; without a zone it is the time of this machine. */
const Moment = z.iso.datetime({ local: true, offset: true });

/**
 * When a run is to begin: `now`, `usual` (the default), or at a moment.
 *
 * @param now ms since the epoch.
 * @throws UsageError for anything else, what is over, and what is more than a year ahead.
 */
export function readStart(text: string | undefined, now: number): RunStart {
  if (text === undefined || text === 'usual' || text === 'now') return text ?? 'usual';
  const at = Moment.safeParse(text).success ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new UsageError(`--start has to be now, usual or a time like 2026-12-01T02:00:00Z; got "${text}".`);
  if (at <= now) throw new UsageError(`--start ${text} is over: write now to begin at once.`);
  if (at > now + MAX_DELAY_MS) throw new UsageError(`--start ${text} is more than a year ahead.`);
  return { at };
}
