import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { GracePeriods } from '../../core/console-api/deletions/runs.ts';
import type { Session } from '../api/queries/access/session.ts';
import { gracePeriodsQuery, useSetGracePeriods } from '../api/queries/deletions/runs.ts';
import { m } from '../messages/messages.js';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { formatCount } from '../ui/text/format.ts';
import { useMayDelete } from './session-hooks.ts';

/** What a project has set for everybody in it: how long a deletion can be taken back. */
export function ProjectSettings({ session, onClose }: { session: Session; onClose: () => void }) {
  const grace = useQuery(gracePeriodsQuery);
  return (
    <Modal
      opened
      onClose={onClose}
      size={460}
      title={m.project_settings_title({ project: session.project.name })}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      {grace.isPending && <Placeholder height={180} />}
      {grace.isError && <ErrorNotice error={grace.error} onRetry={() => grace.refetch()} />}
      {grace.data && <GraceForm saved={grace.data} onClose={onClose} />}
    </Modal>
  );
}

/** What stands in a field: a number, or letters that are none yet. */
type Typed = Record<keyof GracePeriods, number | string>;

/** In seconds. Source: GracePeriods. */
const MOST = 3600;

function GraceForm({ saved, onClose }: { saved: GracePeriods; onClose: () => void }) {
  const [typed, setTyped] = useState<Typed>(saved);
  const mayChange = useMayDelete();
  const { mutate, reset, isPending, isSuccess, error } = useSetGracePeriods();
  const parsed = GracePeriods.safeParse(typed);
  const field = (label: string, key: keyof GracePeriods) => (
    <NumberInput
      label={label}
      value={typed[key]}
      onChange={(value) => {
        setTyped((before) => ({ ...before, [key]: value }));
        reset();
      }}
      readOnly={!mayChange}
      allowDecimal={false}
      hideControls
      clampBehavior="none"
      error={
        !GracePeriods.shape[key].safeParse(typed[key]).success && m.grace_unsound({ most: formatCount(MOST) })
      }
    />
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parsed.success && mayChange) mutate(parsed.data);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text fw={600} size="sm" component="h3">
          {m.grace_title()}
        </Text>
        <Text size="sm" c="dimmed">
          {m.grace_text()}
        </Text>
        {field(m.grace_one(), 'one_version')}
        {field(m.grace_more(), 'more_versions')}
        {error !== null && <ErrorNotice error={error} />}
        <Text size="sm" c="var(--coppice-good)" role="status">
          {isSuccess && m.grace_saved()}
        </Text>
        {!mayChange && (
          <Text size="sm" c="dimmed">
            {m.grace_viewer()}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {m.close()}
          </Button>
          {mayChange && (
            <Button type="submit" loading={isPending} disabled={!parsed.success}>
              {m.save()}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
