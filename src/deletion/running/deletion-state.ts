import type { Plan } from '../../../core/deletion/plan.ts';
import type { PlanChange } from '../../../core/deletion/plan-change.ts';

/** Where the dialog is: looking at a plan, checking it again on confirm, or watching what became of it. */
export type DeletionState =
  | Looking
  | { phase: 'checking' }
  /** The gateway carries it out from here on, whatever becomes of the dialog. */
  | { phase: 'begun'; plan: Plan; deletionId: string };

/** A plan that is looked at. */
export type Looking = {
  phase: 'looking';
  /** What is different since the plan that was confirmed, or (`seen`) that was looked at before. */
  change?: PlanChange;
  seen?: Plan;
  failure?: Failure;
};

/** Why nothing was begun, or (`mayHaveBegun`) why it is not known whether it was. */
export type Failure = { error: unknown; mayHaveBegun: boolean };

/** What happens to a deletion before it is the gateway's. */
export type DeletionEvent =
  /** The operator chose anew what is to go, so that what was said of the plan before is no longer so. */
  | { event: 'chosen-anew' }
  /** The registry was read again while the plan was looked at: what is different since the plan `seen`. */
  | { event: 'reread'; seen: Plan; change: PlanChange | undefined }
  | { event: 'confirmed' }
  /** The check on confirm found another plan, or (no change) nothing left of it. */
  | { event: 'outdated'; change: PlanChange | undefined }
  | { event: 'begun'; plan: Plan; deletionId: string }
  /** The check could not be done, or the run not be begun. */
  | { event: 'failed'; failure: Failure };

/** How a dialog begins. */
export const LOOKING: DeletionState = { phase: 'looking' };

/** The state after an event. What cannot happen in a state changes nothing: only a checked plan is ever begun. */
export function afterEvent(state: DeletionState, happened: DeletionEvent): DeletionState {
  switch (state.phase) {
    case 'looking':
      return whileLooking(state, happened);
    case 'checking':
      return whileChecking(state, happened);
    case 'begun':
      return state;
    default:
      return state satisfies never;
  }
}

function whileLooking(state: Looking, happened: DeletionEvent): DeletionState {
  switch (happened.event) {
    case 'chosen-anew':
      return LOOKING;
    case 'reread':
      return { ...looking(happened.change, happened.seen), ...doubtOf(state) };
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
    case 'begun':
      return { phase: 'begun', plan: happened.plan, deletionId: happened.deletionId };
    case 'failed':
      return { phase: 'looking', failure: happened.failure };
    default:
      return state;
  }
}

/** That a run may have begun is still so when its plan is read again, all the more when it is another by then. */
function doubtOf({ failure }: Looking): Pick<Looking, 'failure'> {
  return failure?.mayHaveBegun ? { failure } : {};
}

function looking(change: PlanChange | undefined, seen?: Plan): Looking {
  return change ? { phase: 'looking', change, ...(seen && { seen }) } : { phase: 'looking' };
}
