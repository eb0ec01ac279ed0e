import { Alert, Group, Text } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useReadAnew, useSyncStatus } from '../api/queries/models/sync-status.ts';
import { m } from '../messages/messages.js';
import { explainError } from '../ui/errors/explain-error.ts';
import { PassingButton } from '../ui/passing-button.tsx';
import { problemText } from './problem-text.ts';
import { Since } from './since.tsx';
import classes from './sync-status.module.css';

/** That the last reading came to no end, over rows that are of an older one, or not all there are. */
export function SyncTrouble({ hasRows }: { hasRows: boolean }) {
  const { data: mirror } = useSyncStatus();
  const syncProject = useReadAnew();
  // A list without rows says itself why it has none.
  if (!mirror?.problem || (mirror.read_at === null && !hasRows)) return null;
  return (
    <Alert
      color="yellow"
      role="status"
      className={classes.trouble}
      icon={<IconCloudOff size={18} />}
      title={mirror.read_at === null ? m.first_reading_failed() : m.reading_failed()}
    >
      <Group justify="space-between" gap="xs">
        <Text size="sm" className={classes.troubleText}>
          {mirror.read_at === null ? (
            m.what_you_see_is_part()
          ) : (
            <Since at={mirror.read_at} say={m.what_you_see_is_from} />
          )}{' '}
          {problemText(mirror.problem)}
          {syncProject.isError && ` ${explainError(syncProject.error).whatHappened}`}
        </Text>
        <PassingButton
          size="compact-sm"
          variant="default"
          loading={syncProject.isPending || mirror.reading !== null}
          onClick={() => syncProject.mutate()}
        >
          {m.try_again()}
        </PassingButton>
      </Group>
    </Alert>
  );
}
