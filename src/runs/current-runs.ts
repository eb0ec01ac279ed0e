import type { ReceiptSummary } from '../../core/console-api/deletions/receipts.ts';
import {
  DELETING_PHASES,
  type Run,
  type RunPhase,
  WAITING_FOR_SOMEBODY,
} from '../../core/console-api/deletions/runs.ts';

/** A deletion that a gateway carries out. */
export type CurrentRun = ReceiptSummary & { run: Run };

/** What a list of runs is divided into, in the order in which it shows them. */
export const RUN_SECTIONS = ['needing', 'running', 'waiting', 'done'] as const;
export type RunSection = (typeof RUN_SECTIONS)[number];

/** Those of some deletions that a gateway carries out. */
export function runsOf(deletions: readonly ReceiptSummary[]): CurrentRun[] {
  return deletions.flatMap(({ run, ...deletion }) => (run ? [{ ...deletion, run }] : []));
}

/** Where in a list of runs one of this phase stands. */
export function sectionOf(phase: RunPhase): RunSection {
  if (WAITING_FOR_SOMEBODY.includes(phase)) return 'needing';
  if (phase === 'running') return 'running';
  return phase === 'over' ? 'done' : 'waiting';
}

/** Whether what a run is about is about to go. */
export function isDeleting({ run }: CurrentRun): boolean {
  return DELETING_PHASES.includes(run.phase);
}

/** How many versions of a run are settled: it is not about to do anything to them any more. */
export function settledOf({ planned, counts }: Pick<CurrentRun, 'planned' | 'counts'>): number {
  return Math.max(0, planned - counts.left - counts.unknown);
}

/** Whether somebody began a run, or it goes on in their name. */
export function isOf(user: string, { user_name, run }: CurrentRun): boolean {
  return user_name === user || run.operator === user;
}

/** What there is to tell of runs that are not over: how many, how many wait for somebody, and how far all of them are. */
export function totalsOf(runs: readonly CurrentRun[]) {
  const open = runs.filter(({ run }) => run.phase !== 'over');
  return {
    open: open.length,
    needing: open.filter(({ run }) => sectionOf(run.phase) === 'needing').length,
    settled: open.reduce((sum, run) => sum + settledOf(run), 0),
    planned: open.reduce((sum, run) => sum + run.planned, 0),
  };
}

/** Something that whoever began a run wants to know of it. */
export type RunNews = { what: 'ended' | 'needs-you'; run: CurrentRun };

/**
 * What is new about somebody's runs from one look to the next: which are over by now, unless they stopped them
 * themselves, and which have begun to wait for somebody.
 */
export function newsOf(before: readonly CurrentRun[], now: readonly CurrentRun[], user: string): RunNews[] {
  const was = new Map(before.map((run) => [run.deletion_id, sectionOf(run.run.phase)]));
  return now.flatMap((run): RunNews[] => {
    const then = was.get(run.deletion_id);
    const section = sectionOf(run.run.phase);
    if (then === undefined || then === section || !isOf(user, run)) return [];
    if (section === 'needing') return [{ what: 'needs-you', run }];
    return section === 'done' && stopperOf(run) !== user ? [{ what: 'ended', run }] : [];
  });
}

/** Who stopped a run, where it ended by that. */
export function stopperOf({ run }: CurrentRun): string | undefined {
  const last = run.interventions.at(-1);
  return run.phase === 'over' && last?.did === 'stop' ? last.user_name : undefined;
}
