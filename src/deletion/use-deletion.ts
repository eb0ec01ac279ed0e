import { useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Answer } from '../../core/deletion/answer.ts';
import { comparePlans, type Plan, type PlanChange } from '../../core/deletion/plan.ts';
import type { RunEvent } from '../../core/deletion/run.ts';
import { useRunDeletion } from '../api/deletions.ts';
import { useProject } from '../session/use-project.ts';
import { haltWords } from './halt-words.ts';
import type { LivePlan } from './use-plan.ts';

/** Where the dialog is: looking at a plan, checking it again on confirm, or carrying it out. */
export type DeletionState =
  | { phase: 'looking'; change?: PlanChange; error?: unknown }
  | { phase: 'checking' }
  | RunningState;

export type RunningState = {
  phase: 'running';
  plan: Plan;
  answers: readonly Answer[];
  /** The call under way or last made, from 1. */
  call: number;
  isStopping: boolean;
};

/** What the receipt page is told by the run that leads to it: the gateway may never have seen the last answer. */
export type Arrival = { isFresh: true; lastWords?: string };

/** From consent to receipt: checks the plan again, runs it, and goes to its receipt. */
export function useDeletion(live: LivePlan, onClose: () => void) {
  const [state, setState] = useState<DeletionState>({ phase: 'looking' });
  const isStopRequested = useRef(false);
  // A second click or Enter comes before the first one has changed what is on screen.
  const isUnderWay = useRef(false);
  const run = useRunDeletion(useProject());
  const navigate = useNavigate();

  const lastAnswer = useRef<Answer>(undefined);

  const onEvent = (event: RunEvent) => {
    if (event.event === 'answered') lastAnswer.current = event.answer;
    setState((now) => (now.phase === 'running' ? afterEvent(now, event) : now));
  };

  const start = async (plan: Plan) => {
    isStopRequested.current = false;
    setState({ phase: 'running', plan, answers: [], call: 1, isStopping: false });
    const id = await run.mutateAsync({ plan, onEvent, isStopRequested: () => isStopRequested.current });
    onClose();
    const arrival: Arrival = {
      isFresh: true,
      ...(lastAnswer.current && { lastWords: haltWords(lastAnswer.current) }),
    };
    navigate(`/deletions/${id}`, { state: arrival });
  };

  const confirm = async (seen: Plan) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setState({ phase: 'checking' });
    try {
      const now = await live.check();
      const change = now && comparePlans(seen, now);
      if (!now || change) setState({ phase: 'looking', ...(change && { change }) });
      else await start(now);
    } catch (error) {
      setState({ phase: 'looking', error });
    } finally {
      isUnderWay.current = false;
    }
  };

  return {
    state,
    confirm,
    reset: () => setState({ phase: 'looking' }),
    stop: () => {
      isStopRequested.current = true;
      setState((now) => (now.phase === 'running' ? { ...now, isStopping: true } : now));
    },
  };
}

function afterEvent(state: RunningState, event: RunEvent): RunningState {
  switch (event.event) {
    case 'calling':
      return { ...state, call: event.number };
    case 'answered':
      return { ...state, answers: [...state.answers, event.answer] };
    case 'ended':
      return state;
    default:
      return event satisfies never;
  }
}
