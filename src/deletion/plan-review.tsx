import { Button, Stack } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Plan } from '../../core/deletion/plan.ts';
import { m } from '../messages/messages.js';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { formatCount } from '../ui/format.ts';
import { AffectedVersions } from './affected-versions.tsx';
import { Consent } from './consent.tsx';
import classes from './deletion.module.css';
import { PlanChangeNotice } from './plan-change-notice.tsx';
import { consentWord, countOnButton, namesInPlan, summaryOf } from './plan-words.ts';
import { RequestPreview } from './request-preview.tsx';
import { ServicesChecked } from './services-checked.tsx';
import type { useDeletion } from './use-deletion.ts';
import type { LivePlan } from './use-plan.ts';

/** The plan, version by version, and under it the consent. */
export function PlanReview(props: {
  plan: Plan;
  live: LivePlan;
  deletion: ReturnType<typeof useDeletion>;
  onCancel: () => void;
}) {
  const { plan, live, deletion } = props;
  const [typed, setTyped] = useState('');
  const word = consentWord(plan);
  const isConsented = word === undefined || typed.trim() === word;
  const isChecking = deletion.state.phase === 'checking' || live.services.isPending;
  const notice = deletion.state.phase === 'looking' ? deletion.state : undefined;
  const count = countOnButton(plan);

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirst(form.current), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isConsented || isChecking) return;
    void deletion.confirm(plan);
  };

  return (
    <form onSubmit={submit} ref={form}>
      <Stack gap="sm">
        {notice?.change && <PlanChangeNotice change={notice.change} />}
        {notice?.error !== undefined && <ErrorNotice title={m.nothing_was_sent()} error={notice.error} />}
        <p className={classes.summary} aria-live="polite">
          {summaryOf(plan).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
        <AffectedVersions rows={plan.affected} showNames={namesInPlan(plan).length > 1} />
        <ServicesChecked services={live.services} onCheck={() => void live.check()} />
        <RequestPreview plan={plan} />
        <div className={classes.foot}>
          {word !== undefined && <Consent word={word} typed={typed} onType={setTyped} />}
          <Button
            variant="default"
            onClick={props.onCancel}
            data-first-focus={word === undefined || undefined}
          >
            {m.cancel()}
          </Button>
          <Button
            type="submit"
            color="red"
            disabled={!isConsented || live.services.isPending}
            loading={deletion.state.phase === 'checking'}
          >
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
