import { Stack } from '@mantine/core';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ModelId } from '../../../core/contract/model.ts';
import type { Plan } from '../../../core/deletion/plan.ts';
import { comparePlans, type PlanChange } from '../../../core/deletion/plan-change.ts';
import { countKept } from '../../../core/deletion/plan-counts.ts';
import type { PlannedChoice } from '../../../core/deletion/plan-deletion.ts';
import { serverNow } from '../../api/prefetch/server-clock.ts';
import { m } from '../../messages/messages.js';
import { momentOf } from '../../ui/time/moment-of.ts';
import classes from '../deletion.module.css';
import { consentWord, isSameWord } from '../planning/plan-text.ts';
import { linesOf } from '../planning/sections.ts';
import { isAwaited, versionsToReview } from '../planning/shown-versions.ts';
import type { LivePlan } from '../planning/use-plan.ts';
import { CallsLine } from '../requests/calls-line.tsx';
import { RequestPreview } from '../requests/request-preview.tsx';
import type { Looking } from '../running/deletion-state.ts';
import type { Deletion } from '../running/use-deletion.ts';
import { AffectedVersions } from './affected-versions.tsx';
import { PlanChangeNotice } from './plan-change-notice.tsx';
import { PlanEquation } from './plan-equation.tsx';
import { ReviewFoot } from './review-foot.tsx';
import { ServicesChecked } from './services-checked.tsx';
import { ShortNotice } from './short-notice.tsx';
import { whyNotThen } from './start-time.ts';
import { UnreadableNotice } from './unreadable-notice.tsx';

/** The plan, version by version, and under it the consent. */
export function PlanReview(props: {
  planned: PlannedChoice;
  live: LivePlan;
  deletion: Deletion;
  onTick: (id: ModelId, goes: boolean) => void;
  onCancel: () => void;
  /** Whether it can be put off. */
  mayWait: boolean;
}) {
  const { planned, live, deletion } = props;
  const { plan, candidates } = planned;
  const { left } = live.services;
  // What was typed for one set is no consent to another.
  const set = plan.affected.map((version) => version.model_id).join();
  const [consent, setConsent] = useState({ set, typed: '' });
  const typed = consent.set === set ? consent.typed : '';
  const word = consentWord(plan);
  const [later, setLater] = useState<string>();
  const isConsented = word === undefined || isSameWord(typed, word);
  const isAwaitingVerdicts = plan.affected.some((version) => isAwaited(version, left));
  const isReady = !isAwaitingVerdicts && plan.affected.length > 0;
  const isInTime = later === undefined || whyNotThen(later, serverNow()) === undefined;
  const mayDelete = isConsented && isReady && isInTime;
  // What is looked into meanwhile takes nothing away: to confirm is to check what is shown here once more.
  const isChecking = deletion.state.phase === 'checking';
  const notice = deletion.state.phase === 'looking' ? deletion.state : undefined;
  const lines = useMemo(() => linesOf(versionsToReview(planned, left)), [planned, left]);

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirst(form.current), []);

  const change = notice && changeSince(notice, plan, { isReady });

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!mayDelete || isChecking) return;
    const at = later === undefined ? undefined : momentOf(later);
    void deletion.confirm(plan, at === undefined ? 'usual' : { at });
  };

  return (
    <form onSubmit={submit} ref={form}>
      <Stack gap="sm">
        {change && <PlanChangeNotice change={change} />}
        {live.unreadable.length > 0 && <UnreadableNotice rows={live.unreadable} />}
        {live.short.length > 0 && <ShortNotice lists={live.short} onRetry={() => void live.check()} />}
        <PlanEquation plan={plan} kept={countKept(candidates)} left={left} />
        <AffectedVersions
          lines={lines}
          head={m.column_verdict()}
          onTick={candidates.length > 1 ? props.onTick : undefined}
          isLocked={isChecking}
        />
        <div className={classes.under}>
          <ServicesChecked services={live.services} onCheck={() => void live.check()} />
          <CallsLine plan={plan} />
        </div>
        {plan.affected.length > 0 && <RequestPreview plan={plan} />}
        <ReviewFoot
          plan={plan}
          consent={word === undefined ? undefined : { word, typed }}
          onType={(text) => setConsent({ set, typed: text })}
          mayDelete={mayDelete}
          isChecking={isChecking}
          progress={live.versions.progress}
          onCancel={props.onCancel}
          onDelete={() => submit()}
          later={later}
          onLater={props.mayWait ? setLater : undefined}
        />
      </Stack>
    </form>
  );
}

/** What is told as different; where a run waits for a new consent, since the plan that was consented to. */
function changeSince(
  { change, seen }: Looking,
  plan: Plan,
  { isReady }: { isReady: boolean },
): PlanChange | undefined {
  return change ?? (seen && isReady ? comparePlans(seen, plan) : undefined);
}

/** The focus starts where the decision is made, in sight or not: what is decided on is read first. But it is not taken from a control that somebody is using. */
function focusFirst(form: HTMLFormElement | null): void {
  const isFree = document.activeElement === null || document.activeElement === document.body;
  if (isFree) form?.querySelector<HTMLElement>('[data-first-focus]')?.focus({ preventScroll: true });
}
