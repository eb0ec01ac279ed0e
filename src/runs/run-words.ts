import { isRuleChanged } from '../../core/console-api/deletions/runs.ts';
import { m } from '../messages/messages.js';
import { namesInWords } from '../palette/deletion-words.ts';
import { countsInWords } from '../receipts/receipt-text.ts';
import { formatCount, formatDuration, formatList, formatTime } from '../ui/text/format.ts';
import { type CurrentRun, settledOf, stopperOf, type totalsOf } from './current-runs.ts';

/** What a run is about: `posenet`, `posenet and 2 more`. */
export function namesOf({ model_names }: CurrentRun): string {
  return namesInWords(model_names);
}

/** What a run does now, or what it waits for. `now` in ms since the epoch, by the gateway's clock. */
export function stateInWords(one: CurrentRun, now: number): string {
  const { phase, starts_at, question, operator } = one.run;
  switch (phase) {
    case 'held':
      return m.runs_run_held({ time: formatDuration(wholeSeconds((starts_at ?? now) - now)) });
    case 'scheduled':
      return m.runs_run_scheduled({ time: formatTime(starts_at ?? now) });
    case 'queued':
      return m.runs_run_queued();
    case 'running':
      return runningInWords(one);
    case 'asking':
      return m.runs_run_asking({
        count: question?.added.length ?? 0,
        name: question?.name ?? '',
        versions: formatList((question?.added ?? []).map((version) => version.model_version)),
      });
    case 'signed-out':
      return m.runs_run_signed_out({ operator });
    case 'outdated':
      return isRuleChanged(one.run) ? m.schedule_runs_outdated() : m.runs_run_outdated();
    case 'over':
      return resultInWords(one);
    default:
      return phase satisfies never;
  }
}

/** A span that counts down, from the second that has begun to none. In ms. */
function wholeSeconds(ms: number): number {
  return Math.max(0, Math.ceil(ms / 1000)) * 1000;
}

function runningInWords(one: CurrentRun): string {
  if (one.run.is_stopping) return m.stopping();
  const settled = m.run_settled({
    count: one.planned,
    settled: formatCount(settledOf(one)),
    planned: formatCount(one.planned),
  });
  return [settled, ...(one.run.waiting ? [waitWord(one.run.waiting.why)] : [])].join(' · ');
}

function waitWord(why: NonNullable<CurrentRun['run']['waiting']>['why']): string {
  switch (why) {
    case 'throttled':
      return m.run_throttled();
    case 'unreachable':
      return m.run_unreachable();
    case 'signed-out':
      return m.runs_phase_signed_out();
    case 'doubt':
      return m.run_doubt();
    case 'turn':
      return m.run_turn();
    default:
      return why satisfies never;
  }
}

/** What came of a run: `38 of 40 deleted · 2 refused`. */
export function resultInWords(one: CurrentRun): string {
  const deleted = m.headline_deleted({
    deleted: formatCount(one.counts.deleted),
    planned: formatCount(one.planned),
  });
  const stopper = stopperOf(one);
  const stopped = stopper === undefined ? [] : [m.run_stopped_by({ user: stopper })];
  return [deleted, ...countsInWords(one.counts), ...stopped].join(' · ');
}

/** How many wait for somebody: for whoever looks, where they may do something about it. */
function needingInWords(needing: number, mayDelete: boolean): string {
  const told = { count: needing, shown: formatCount(needing) };
  return mayDelete ? m.runs_count_need_you(told) : m.runs_count_need_somebody(told);
}

/** How many runs there are, `3 runs`, and what is to be known first: `1 needs you`, else `12 of 40`. */
export function runsInWords(sum: ReturnType<typeof totalsOf>, mayDelete: boolean) {
  const runs = m.runs_count({ count: sum.open, shown: formatCount(sum.open) });
  const progress = m.runs_settled({
    settled: formatCount(sum.settled),
    planned: formatCount(sum.planned),
  });
  return { runs, what: sum.needing > 0 ? needingInWords(sum.needing, mayDelete) : progress };
}
