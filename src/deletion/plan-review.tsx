import { Button, Stack } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ModelId } from '../../core/contract/model.ts';
import { m } from '../messages/messages.js';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { formatCount } from '../ui/format.ts';
import { AffectedVersions } from './affected-versions.tsx';
import { Consent } from './consent.tsx';
import classes from './deletion.module.css';
import { PlanChangeNotice } from './plan-change-notice.tsx';
import { consentWord, countOnButton, summaryOf } from './plan-words.ts';
import { RequestPreview } from './request-preview.tsx';
import { isSameWord } from './same-word.ts';
import { ServicesChecked } from './services-checked.tsx';
import { ShortNotice } from './short-notice.tsx';
import { isAwaited, versionsToReview } from './shown-versions.ts';
import { UnreadableNotice } from './unreadable-notice.tsx';
import type { useDeletion } from './use-deletion.ts';
import type { LivePlan, PlannedWish } from './use-plan.ts';

/** The plan, version by version, and under it the consent. */
export function PlanReview(props: {
  planned: PlannedWish;
  live: LivePlan;
  deletion: ReturnType<typeof useDeletion>;
  onTick: (id: ModelId, goes: boolean) => void;
  onCancel: () => void;
}) {
  const { planned, live, deletion } = props;
  const { plan, candidates } = planned;
  // What was typed for one set is no consent to another.
  const set = plan.affected.map((version) => version.model_id).join();
  const [consent, setConsent] = useState({ set, typed: '' });
  const typed = consent.set === set ? consent.typed : '';
  const word = consentWord(plan);
  const isConsented = word === undefined || isSameWord(typed, word);
  const isAwaitingVerdicts = plan.affected.some((version) => isAwaited(version, live.services.left));
  const mayDelete = isConsented && !isAwaitingVerdicts && plan.affected.length > 0;
  // What is looked into meanwhile takes nothing away: to confirm is to check what is shown here once more.
  const isChecking = deletion.state.phase === 'checking';
  const notice = deletion.state.phase === 'looking' ? deletion.state : undefined;
  const count = countOnButton(plan);

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirst(form.current), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!mayDelete || isChecking) return;
    void deletion.confirm(plan);
  };

  return (
    <form onSubmit={submit} ref={form}>
      <Stack gap="sm">
        {notice?.change && <PlanChangeNotice change={notice.change} />}
        {notice?.error !== undefined && <ErrorNotice title={m.nothing_was_sent()} error={notice.error} />}
        {live.unreadable.length > 0 && <UnreadableNotice rows={live.unreadable} />}
        {live.short.length > 0 && <ShortNotice lists={live.short} onRetry={() => void live.check()} />}
        <p className={classes.summary} aria-live={isAwaitingVerdicts ? 'off' : 'polite'}>
          {summaryOf(plan, candidates.length - plan.affected.length, live.services.left).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
        <AffectedVersions
          rows={versionsToReview(planned, live.services.left)}
          showNames={new Set(candidates.map((version) => version.model_name)).size > 1}
          onTick={candidates.length > 1 ? props.onTick : undefined}
          isLocked={isChecking}
        />
        <ServicesChecked services={live.services} onCheck={() => void live.check()} />
        <RequestPreview plan={plan} />
        <div className={classes.foot}>
          {word !== undefined && (
            <Consent word={word} typed={typed} onType={(text) => setConsent({ set, typed: text })} />
          )}
          <Button
            variant="default"
            onClick={props.onCancel}
            data-first-focus={word === undefined || undefined}
          >
            {m.cancel()}
          </Button>
          <Button type="submit" color="red" disabled={!mayDelete} loading={isChecking}>
            {m.delete_button({ count, shown: formatCount(count) })}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** The focus starts where the decision is made; but it is not taken from a control that somebody is using. */
function focusFirst(form: HTMLFormElement | null): void {
  const isFree = document.activeElement === null || document.activeElement === document.body;
  if (isFree) form?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
}
