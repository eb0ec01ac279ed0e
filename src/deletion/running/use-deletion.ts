import { type RefObject, useRef, useState } from 'react';
import { useBlocker, useNavigate } from 'react-router-dom';
import type { Plan } from '../../../core/deletion/plan.ts';
import { comparePlans } from '../../../core/deletion/plan-change.ts';
import { isRefusedWith } from '../../api/http/client.ts';
import { useChangedNames } from '../../api/live/changed-names.ts';
import { useRunDeletion } from '../../api/queries/deletions.ts';
import type { Added } from '../../api/queries/run-effects.ts';
import { paths } from '../../app/paths.ts';
import { useProject } from '../../session/session-hooks.ts';
import { noteCallTime } from '../planning/call-time.ts';
import type { LivePlan } from '../planning/use-plan.ts';
import { afterEvent, type DeletionEvent, type DeletionState, LOOKING } from './deletion-state.ts';

/** What the receipt page is told by the run that leads to it: its heading takes the focus. */
export type Arrival = { isFresh: true };

/** What an operator decides when a run meets versions that nobody confirmed. */
export type Decision = 'go-on' | 'stop';

/** A deletion as the dialog shows it, and what the operator can do about it. */
export type Deletion = {
  state: DeletionState;
  /** Checks the plan that was looked at once more, and carries it out if it is still the same. */
  confirm: (seen: Plan) => Promise<void>;
  chooseAnew: () => void;
  decide: (decision: Decision) => void;
  /** Has the run stop before its next call. */
  stop: () => void;
};

/** From consent to receipt: checks the plan again, runs it, and goes to its receipt. */
export function useDeletion(live: LivePlan, onClose: () => void): Deletion {
  const { state, now, send } = useDeletionState();
  const stopping = useRef(new AbortController());
  const { ask, decide } = useQuestion(send);
  // Going back while calls are made would hide what happens; the run is stopped first, or it ends.
  useBlocker(() => now.current.phase === 'running' && !now.current.isOver);
  const run = useRunDeletion(useProject());
  const navigate = useNavigate();

  const start = async (plan: Plan) => {
    stopping.current = new AbortController();
    const since = Date.now();
    send({ event: 'started', plan, at: since });
    const id = await run.mutateAsync({
      plan,
      onEvent: (told) => send({ event: 'told', told, at: Date.now() }),
      watcher: { stop: stopping.current.signal, ask },
    });
    send({ event: 'over' });
    noteCallTime((Date.now() - since) / plan.calls.length);
    onClose();
    navigate(paths.deletion(id), { state: { isFresh: true } satisfies Arrival });
  };

  const confirm = async (seen: Plan) => {
    // A second click or Enter comes before the first one has changed what is on screen.
    if (now.current.phase !== 'looking') return;
    send({ event: 'confirmed' });
    try {
      const plan = await live.check();
      const change = plan && comparePlans(seen, plan);
      if (!plan || change) send({ event: 'outdated', change });
      else await start(plan);
    } catch (error) {
      send({ event: 'failed', error });
      // The plan was not of what the registry has: it is made anew beside the reason.
      if (isRefusedWith(409, error)) void live.check().catch(() => undefined);
    }
  };

  useRereading(live, now, send);

  return {
    state,
    confirm,
    chooseAnew: () => send({ event: 'chosen-anew' }),
    decide,
    stop: () => {
      stopping.current.abort();
      send({ event: 'stop-requested' });
    },
  };
}

/** Asks the operator something that the run waits for, and takes the decision. */
function useQuestion(send: (happened: DeletionEvent) => void) {
  const resolve = useRef<(decision: Decision) => void>(undefined);
  const ask = (question: Added) =>
    new Promise<Decision>((decided) => {
      resolve.current = decided;
      send({ event: 'asked', question });
    });
  const decide = (decision: Decision) => {
    send({ event: 'decided' });
    resolve.current?.(decision);
  };
  return { ask, decide };
}

/**
 * Plans anew when somebody changes what a plan is about while it is looked at: what is different since the plan that was
 * there before any of it is said at once.
 */
function useRereading(
  live: LivePlan,
  now: RefObject<DeletionState>,
  send: (happened: DeletionEvent) => void,
): void {
  useChangedNames(async (names) => {
    if (now.current.phase !== 'looking' || !live.planned || !live.isAbout(names)) return;
    // A verdict that was still awaited is no other verdict when it comes.
    const planned = live.services.left.size === 0 ? live.planned.plan : undefined;
    const seen = now.current.seen ?? planned;
    const plan = await live.check().catch(() => undefined);
    if (plan && seen) send({ event: 'reread', seen, change: comparePlans(seen, plan) });
  });
}

/** The state on screen, the state `now`, which may be ahead of the screen, and what sends an event to both. */
function useDeletionState() {
  const [state, setState] = useState(LOOKING);
  const now = useRef(state);
  const send = (happened: DeletionEvent) => {
    now.current = afterEvent(now.current, happened);
    setState(now.current);
  };
  return { state, now, send };
}
