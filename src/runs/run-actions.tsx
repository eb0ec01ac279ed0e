import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries/access/session.ts';
import { type RunAct, useRunAct } from '../api/queries/deletions/runs.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { ButtonLink } from '../ui/button-link.tsx';
import { explainError } from '../ui/errors/explain-error.ts';
import { PassingButton } from '../ui/passing-button.tsx';
import type { CurrentRun } from './current-runs.ts';

type Offer = { label: string; act: RunAct; look: 'default' | 'filled' | 'danger' };

/** What can be done to a run where it is; for those who may delete. */
export function RunActions({ run: one }: { run: CurrentRun }) {
  const { data: session } = useQuery(sessionQuery);
  const { mutate, isPending, error } = useRunAct(one.deletion_id);
  const offers = offersOf(one, session?.user.name ?? '');
  const isOutdated = one.run.phase === 'outdated';
  if (offers.length === 0 && error === null) return null;
  return (
    <>
      <Group gap={6}>
        {offers.map(({ label, act, look }) => (
          <PassingButton
            key={label}
            heir={() => linkOf(one)}
            size="compact-sm"
            fz="xs"
            variant={look === 'danger' ? 'filled' : look}
            {...(look === 'danger' && { color: 'red' })}
            disabled={isPending}
            aria-busy={isPending}
            onClick={() => mutate(act)}
          >
            {label}
          </PassingButton>
        ))}
        {isOutdated && (
          <ButtonLink to={paths.deletion(one.deletion_id)} size="compact-sm" fz="xs">
            {m.runs_run_look_again()}
          </ButtonLink>
        )}
      </Group>
      {error !== null && (
        <Text size="xs" c="var(--coppice-bad)" role="alert">
          {[explainError(error).whatHappened, explainError(error).whatToDo].join(' ')}
        </Text>
      )}
    </>
  );
}

/** The name of a run where it stands now: another section, maybe, and the last of them is before one's eyes. */
function linkOf({ deletion_id }: CurrentRun): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(`[data-run="${deletion_id}"] a`)].at(-1);
}

function offersOf({ run }: CurrentRun, user: string): Offer[] {
  const stop = (label: string): Offer => ({ label, act: { act: 'stop' }, look: 'default' });
  const sendNow: Offer = { label: m.runs_run_send_now(), act: { act: 'send-now' }, look: 'default' };
  switch (run.phase) {
    case 'held':
      return [{ ...stop(m.runs_run_undo()), look: 'filled' }, sendNow];
    case 'scheduled':
      return [stop(m.runs_run_cancel()), sendNow];
    case 'queued':
      return [stop(m.runs_run_cancel())];
    case 'running':
      return run.is_stopping ? [] : [stop(m.runs_run_stop())];
    case 'asking':
      return [
        { label: m.drift_stop(), act: { act: 'answer', decision: 'stop' }, look: 'default' },
        { label: m.drift_go_on(), act: { act: 'answer', decision: 'go-on' }, look: 'danger' },
      ];
    case 'signed-out':
      return [
        stop(m.runs_run_stop()),
        { label: m.runs_run_take_over({ user }), act: { act: 'take-over' }, look: 'filled' },
      ];
    case 'outdated':
      return [stop(m.runs_run_cancel())];
    case 'over':
      return [];
    default:
      return run.phase satisfies never;
  }
}
