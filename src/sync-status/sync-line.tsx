import { Loader, VisuallyHidden } from '@mantine/core';
import { useRef } from 'react';
import type { SyncStatus } from '../../core/console-api/live/sync-status.ts';
import { useReadAnew, useSyncStatus } from '../api/queries/models/sync-status.ts';
import { m } from '../messages/messages.js';
import { explainError } from '../ui/errors/explain-error.ts';
import { RefreshButton } from '../ui/refresh-button.tsx';
import { formatCount } from '../ui/text/format.ts';
import { Since } from './since.tsx';
import classes from './sync-status.module.css';
import { ServicesUnknown, Unread } from './unread.tsx';

/** How old the lists are that are shown of a remote registry, how its reading goes on, and what could not be read. */
export function SyncLine() {
  const { data: mirror, error } = useSyncStatus();
  const syncProject = useReadAnew();
  const line = useRef<HTMLDivElement>(null);
  if (!mirror) return error && <div className={classes.line}>{m.age_not_known()}</div>;
  return (
    <div ref={line} tabIndex={-1} className={classes.line}>
      <Progress mirror={mirror} />
      {!mirror.reading && (
        <RefreshButton
          label={m.read_anew()}
          hasTitle
          isBusy={syncProject.isPending}
          line={line}
          onClick={() => syncProject.mutate()}
        />
      )}
      {syncProject.isError && <span role="alert">{explainError(syncProject.error).whatHappened}</span>}
      <Unread rows={mirror.unreadable.filter(({ about }) => about === undefined)} />
      {!mirror.are_services_known && (
        <ServicesUnknown rows={mirror.unreadable.filter(({ about }) => about === 'services')} />
      )}
      <VisuallyHidden role="status">{mirror.reading ? m.reading_registry() : ''}</VisuallyHidden>
    </div>
  );
}

/** The number grows by the second: for the eye alone, as the status says that something is read. */
function Progress({ mirror: { reading, read_at } }: { mirror: SyncStatus }) {
  if (reading) {
    const { names } = reading;
    return (
      <span className={classes.progress}>
        <Loader size={13} aria-hidden />
        {names === 0 ? m.reading_registry() : m.names_so_far({ count: names, shown: formatCount(names) })}
      </span>
    );
  }
  if (read_at === null) return <span>{m.not_read_to_end()}</span>;
  return <Since at={read_at} say={m.as_of} />;
}
