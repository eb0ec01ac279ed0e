import { type RefObject, useRef, useState } from 'react';
import type { RunStart } from '../../../core/console-api/deletions/runs.ts';
import type { Plan } from '../../../core/deletion/plan.ts';
import { comparePlans } from '../../../core/deletion/plan-change.ts';
import { isRefusedWith, mayHaveActed } from '../../api/http/client.ts';
import { useChangedNames } from '../../api/live/changed-names.ts';
import { useRunAct, useStartRun } from '../../api/queries/deletions/runs.ts';
import type { LivePlan } from '../planning/use-plan.ts';
import { afterEvent, type DeletionEvent, type DeletionState, LOOKING } from './deletion-state.ts';

/** A run that waits for a new consent, and the plan that was consented to before. */
export type OutdatedRun = { deletionId: string; plan: Plan };

/** A deletion as the dialog shows it, and what the operator can do about it. */
export type Deletion = {
  state: DeletionState;
  /** Checks the plan that was looked at once more, and has it carried out if it is still the same. */
  confirm: (seen: Plan, start?: RunStart) => Promise<void>;
  chooseAnew: () => void;
};

/**
 * From consent to run: checks the plan again, and hands it to the gateway.
 *
 * @param by.again the run that the consent is for, where one waits for it; else a run is begun.
 * @param by.dryRunId the dry run of a rule that found what is to go.
 */
export function useDeletion(
  live: LivePlan,
  { again, dryRunId }: { again: OutdatedRun | undefined; dryRunId: string | undefined },
): Deletion {
  const { state, now, send } = useDeletionState(again ? { phase: 'looking', seen: again.plan } : LOOKING);
  const startRun = useStartRun();
  const consent = useRunAct(again?.deletionId ?? '');

  const begin = async (plan: Plan, start: RunStart): Promise<string> => {
    if (!again) return startRun.mutateAsync({ plan, start, dryRunId });
    await consent.mutateAsync({ act: 'consent', plan });
    return again.deletionId;
  };

  const confirm = async (seen: Plan, start: RunStart = 'usual') => {
    // A second click or Enter comes before the first one has changed what is on screen.
    if (now.current.phase !== 'looking') return;
    send({ event: 'confirmed' });
    let isPosted = false;
    try {
      const plan = await live.check();
      const change = plan && comparePlans(seen, plan);
      if (!plan || change) return send({ event: 'outdated', change });
      isPosted = true;
      send({ event: 'begun', plan, deletionId: await begin(plan, start) });
    } catch (error) {
      send({ event: 'failed', failure: { error, mayHaveBegun: isPosted && mayHaveActed(error) } });
      // The plan was not of what the registry has: it is made anew beside the reason.
      if (isRefusedWith(409, error)) void live.check().catch(() => undefined);
    }
  };

  useRereading(live, now, send);

  return { state, confirm, chooseAnew: () => send({ event: 'chosen-anew' }) };
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
function useDeletionState(first: DeletionState) {
  const [state, setState] = useState(first);
  const now = useRef(state);
  const send = (happened: DeletionEvent) => {
    now.current = afterEvent(now.current, happened);
    setState(now.current);
  };
  return { state, now, send };
}
