import { isRuleChanged, type Run } from '../../../core/console-api/deletions/runs.ts';
import type { Plan } from '../../../core/deletion/plan.ts';
import { countToGo, namesInPlan } from '../../../core/deletion/plan-counts.ts';
import { m } from '../../messages/messages.js';
import { formatCount, formatDuration } from '../../ui/text/format.ts';
import { formatLocal } from '../../ui/time/zoned-time.ts';
import { runningTitle } from '../planning/plan-text.ts';
import type { RunProgress } from './run-progress.ts';

/** How long the rest takes is told where it is longer than this. In ms. */
const LONG_MS = 5_000;

/** What is done, once a plan is confirmed: no question any more. */
export function runTitle(plan: Plan, run: Pick<Run, 'phase'> | undefined): string {
  const names = namesInPlan(plan);
  const count = countToGo(plan);
  const shown = formatCount(count);
  const [name] = names;
  if (run && !NOT_BEGUN.has(run.phase)) return runningTitle(plan);
  return names.length === 1 && name !== undefined
    ? m.to_delete_title({ count, shown, name })
    : m.to_delete_title_names({ count, shown, names: formatCount(names.length) });
}

/** Phases in which nothing was begun yet. */
const NOT_BEGUN: ReadonlySet<Run['phase']> = new Set(['held', 'scheduled', 'outdated']);

/**
 * What a run does, or what it waits for.
 *
 * @param now by the gateway's clock, in ms since the epoch.
 */
export function phaseText(run: Run, progress: RunProgress, now: number): string {
  switch (run.phase) {
    case 'held':
      return heldText(secondsUntil(run.starts_at, now));
    case 'scheduled':
      return scheduledText(run.starts_at ?? now, now);
    case 'queued':
      return m.run_queued();
    case 'running':
      return run.is_stopping ? m.stopping() : progressText(progress);
    case 'asking':
      return m.run_asking();
    case 'signed-out':
      return m.run_signed_out({ operator: run.operator });
    case 'outdated':
      return isRuleChanged(run) ? m.schedule_run_outdated() : m.run_outdated();
    case 'over':
      return m.run_over();
    default:
      return run.phase satisfies never;
  }
}

/** More seconds than these are told as minutes and seconds. */
const MANY_SECONDS = 99;

/** `Nothing has been sent yet · 8 s`, or `… · 9:58` */
function heldText(seconds: number): string {
  if (seconds <= MANY_SECONDS) return m.run_held({ seconds });
  const rest = String(seconds % 60).padStart(2, '0');
  return m.run_held_minutes({ minutes: Math.floor(seconds / 60), seconds: rest });
}

/** `Begins on 30 Nov 2026, 14:00:00 UTC, in 8h` */
function scheduledText(at: number, now: number): string {
  return m.run_scheduled({ time: formatLocal(at), span: formatDuration(Math.max(0, at - now)) });
}

function progressText({ call, of, settled, versions, left }: RunProgress): string {
  const text = m.progress({
    call: formatCount(call),
    calls: formatCount(of),
    settled: formatCount(settled),
    versions: formatCount(versions),
  });
  const isLong = left !== undefined && left >= LONG_MS;
  return isLong ? [text, m.time_left({ time: formatDuration(left) })].join(' · ') : text;
}

function secondsUntil(at: number | null, now: number): number {
  return Math.max(0, Math.ceil(((at ?? now) - now) / 1000));
}

/** What is read out once of a wait that is counted down on screen. `confirmedAt` in ms since the epoch. */
export function announcementOf({ phase, starts_at }: Run, confirmedAt: number): string {
  if (starts_at === null) return '';
  if (phase === 'scheduled') return m.run_scheduled_announced({ time: formatLocal(starts_at) });
  return m.run_held_announced({ seconds: Math.round((starts_at - confirmedAt) / 1000) });
}
