import type { Plan } from '../../../core/deletion/plan.ts';
import type { PlanChange } from '../../../core/deletion/plan-change.ts';
import type { Report } from '../../../core/deletion/report.ts';
import type { RunEvent, Wait } from '../../../core/deletion/run.ts';
import type { Added } from '../../api/queries/run-effects.ts';

/** Where the dialog is: looking at a plan, checking it again on confirm, or carrying it out. */
export type DeletionState =
  | {
      phase: 'looking';
      /** What is different since the plan that was confirmed, or (`seen`) that was looked at before. */
      change?: PlanChange;
      seen?: Plan;
      error?: unknown;
    }
  | { phase: 'checking' }
  | RunningState;

/** A run that goes on, as the dialog shows it. */
export type RunningState = {
  phase: 'running';
  plan: Plan;
  /** What is known so far; undefined until something is. */
  report: Report | undefined;
  /** The call under way or last made, from 1, and how many there will be. */
  call: number;
  of: number;
  isStopping: boolean;
  /** Whether the run has ended and its receipt is about to be shown. */
  isOver: boolean;
  /** When the first call was made (ms since the epoch, of this machine's clock). */
  since: number;
  /** What the run waits for, and until when (ms since the epoch). */
  waiting: { why: Wait; until: number } | undefined;
  /** Versions that nobody confirmed: the operator has to decide before the run goes on. */
  question: Added | undefined;
};

/** What happens to a deletion. Times are in ms since the epoch, of this machine's clock. */
export type DeletionEvent =
  /** The operator chose anew what is to go, so that what was said of the plan before is no longer so. */
  | { event: 'chosen-anew' }
  /** The registry was read again while the plan was looked at: what is different since the plan `seen`. */
  | { event: 'reread'; seen: Plan; change: PlanChange | undefined }
  | { event: 'confirmed' }
  /** The check on confirm found another plan, or (no change) nothing left of it. */
  | { event: 'outdated'; change: PlanChange | undefined }
  | { event: 'started'; plan: Plan; at: number }
  | { event: 'told'; told: RunEvent; at: number }
  | { event: 'asked'; question: Added }
  | { event: 'decided' }
  | { event: 'stop-requested' }
  | { event: 'over' }
  /** The check or the run could not be done at all. */
  | { event: 'failed'; error: unknown };

/** How a dialog begins. */
export const LOOKING: DeletionState = { phase: 'looking' };

/** The state after an event. What cannot happen in a state changes nothing: only a checked plan is ever carried out. */
export function afterEvent(state: DeletionState, happened: DeletionEvent): DeletionState {
  switch (state.phase) {
    case 'looking':
      return whileLooking(state, happened);
    case 'checking':
      return whileChecking(state, happened);
    case 'running':
      return whileRunning(state, happened);
    default:
      return state satisfies never;
  }
}

function whileLooking(state: DeletionState, happened: DeletionEvent): DeletionState {
  switch (happened.event) {
    case 'chosen-anew':
      return LOOKING;
    case 'reread':
      return looking(happened.change, happened.seen);
    case 'confirmed':
      return { phase: 'checking' };
    default:
      return state;
  }
}

function whileChecking(state: DeletionState, happened: DeletionEvent): DeletionState {
  switch (happened.event) {
    case 'outdated':
      return looking(happened.change);
    case 'started':
      return running(happened.plan, happened.at);
    case 'failed':
      return { phase: 'looking', error: happened.error };
    default:
      return state;
  }
}

function whileRunning(state: RunningState, happened: DeletionEvent): DeletionState {
  switch (happened.event) {
    case 'told':
      return afterTold(state, happened.told, happened.at);
    case 'asked':
      return { ...state, question: happened.question };
    case 'decided':
      return { ...state, question: undefined };
    case 'stop-requested':
      return { ...state, isStopping: true };
    case 'over':
      return { ...state, isOver: true };
    case 'failed':
      return { phase: 'looking', error: happened.error };
    default:
      return state;
  }
}

function looking(change: PlanChange | undefined, seen?: Plan): DeletionState {
  return change ? { phase: 'looking', change, ...(seen && { seen }) } : LOOKING;
}

function running(plan: Plan, since: number): RunningState {
  return {
    phase: 'running',
    plan,
    report: undefined,
    call: 1,
    of: plan.calls.length,
    isStopping: false,
    isOver: false,
    since,
    waiting: undefined,
    question: undefined,
  };
}

function afterTold(state: RunningState, told: RunEvent, at: number): RunningState {
  switch (told.event) {
    case 'calling':
      return { ...state, call: told.number, of: told.of, waiting: undefined };
    case 'learned':
      return { ...state, report: told.report() };
    case 'waiting':
      return { ...state, waiting: { why: told.why, until: at + told.ms } };
    case 'answered':
    case 'ended':
      return state;
    default:
      return told satisfies never;
  }
}
