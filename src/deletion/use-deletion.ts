import { useEffect, useRef, useState } from 'react';
import { useBlocker, useNavigate } from 'react-router-dom';
import type { Plan } from '../../core/deletion/plan.ts';
import type { Report } from '../../core/deletion/report.ts';
import type { RunEvent, Wait } from '../../core/deletion/run.ts';
import { useChangedNames } from '../api/changed-names.ts';
import { isRefusedWith } from '../api/client.ts';
import { useRunDeletion } from '../api/deletions.ts';
import { pathOf } from '../api/path-of.ts';
import type { Added } from '../api/run-world.ts';
import { useProject } from '../session/use-project.ts';
import { noteCallTime } from './call-time.ts';
import { comparePlans, type PlanChange } from './plan-change.ts';
import type { LivePlan } from './use-plan.ts';

/** Where the dialog is: looking at a plan, checking it again on confirm, or carrying it out. */
export type DeletionState =
  | { phase: 'looking'; change?: PlanChange; since?: Plan; error?: unknown }
  | { phase: 'checking' }
  | RunningState;

export type RunningState = {
  phase: 'running';
  plan: Plan;
  /** What is known so far; undefined until something is. */
  report: Report | undefined;
  /** The call under way or last made, from 1, and how many there will be. */
  call: number;
  of: number;
  isStopping: boolean;
  /** When the first call was made (ms since the epoch, of this machine's clock). */
  since: number;
  /** What the run waits for, and until when (ms since the epoch). */
  waiting?: { why: Wait; until: number } | undefined;
  /** What the operator has to decide before the run goes on. */
  question?: { added: Added; decide: (decision: 'go-on' | 'stop') => void } | undefined;
};

/** What the receipt page is told by the run that leads to it: its heading takes the focus. */
export type Arrival = { isFresh: true };

/** Where a run leads. It comes before any call is made: the gateway may be gone for a moment when the run ends. */
const loadReceiptPage = () => import('../receipts/receipt-page.tsx');

/** From consent to receipt: checks the plan again, runs it, and goes to its receipt. */
export function useDeletion(live: LivePlan, onClose: () => void) {
  const [state, setState] = useState<DeletionState>({ phase: 'looking' });
  const stopping = useRef(new AbortController());
  // A second click or Enter comes before the first one has changed what is on screen.
  const isUnderWay = useRef(false);
  // Going back while calls are made would hide what happens; the run is stopped first, or it ends.
  const isRunning = useRef(false);
  useBlocker(() => isRunning.current);
  const run = useRunDeletion(useProject());
  useEffect(() => {
    loadReceiptPage().catch(() => undefined);
  }, []);
  const navigate = useNavigate();

  const update = (change: (running: RunningState) => RunningState) =>
    setState((now) => (now.phase === 'running' ? change(now) : now));

  const ask = (added: Added) =>
    new Promise<'go-on' | 'stop'>((resolve) => {
      const decide = (decision: 'go-on' | 'stop') => {
        update((running) => ({ ...running, question: undefined }));
        resolve(decision);
      };
      update((running) => ({ ...running, question: { added, decide } }));
    });

  const start = async (plan: Plan) => {
    stopping.current = new AbortController();
    isRunning.current = true;
    const of = plan.calls.length;
    const since = Date.now();
    setState({ phase: 'running', plan, report: undefined, call: 1, of, isStopping: false, since });
    const onEvent = (event: RunEvent) => update((running) => afterEvent(running, event));
    const id = await run.mutateAsync({ plan, onEvent, watcher: { stop: stopping.current.signal, ask } });
    isRunning.current = false;
    noteCallTime((Date.now() - since) / of);
    onClose();
    navigate(pathOf('deletions', id), { state: { isFresh: true } satisfies Arrival });
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
      isRunning.current = false;
      setState({ phase: 'looking', error });
      // The plan was not of what the registry has: it is made anew beside the reason.
      if (isRefusedWith(409, error)) void live.check().catch(() => undefined);
    } finally {
      isUnderWay.current = false;
    }
  };

  // Somebody changed what the plan is about while it is looked at: what is different is said at once, since the plan
  // that was there before any of it.
  useChangedNames(async (names) => {
    // A verdict that was still awaited is no other verdict when it comes.
    const planned = live.services.left.size === 0 ? live.planned?.plan : undefined;
    const seen = (state.phase === 'looking' && state.since) || planned;
    if (isUnderWay.current || !live.planned || !live.isAbout(names)) return;
    const now = await live.check().catch(() => undefined);
    if (isUnderWay.current || !now || !seen) return;
    const change = comparePlans(seen, now);
    setState({ phase: 'looking', ...(change && { change, since: seen }) });
  });

  return {
    state,
    confirm,
    reset: () => setState({ phase: 'looking' }),
    stop: () => {
      stopping.current.abort();
      update((running) => ({ ...running, isStopping: true }));
    },
  };
}

function afterEvent(state: RunningState, event: RunEvent): RunningState {
  switch (event.event) {
    case 'calling':
      return { ...state, call: event.number, of: event.of, waiting: undefined };
    case 'learned':
      return { ...state, report: event.report };
    case 'waiting':
      return { ...state, waiting: { why: event.why, until: Date.now() + event.ms } };
    case 'answered':
    case 'ended':
      return state;
    default:
      return event satisfies never;
  }
}
