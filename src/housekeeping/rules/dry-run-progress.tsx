import { Alert, Button, Progress, Text } from '@mantine/core';
import { useRef } from 'react';
import { DryRunBrokeOff } from '../../api/queries/deletions/make-dry-run.ts';
import { m } from '../../messages/messages.js';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { useHandOnFocus } from '../../ui/use-hand-on-focus.ts';
import classes from '../housekeeping.module.css';
import type { Trying } from './use-dry-run.ts';

/** How far a dry run is, and a way to stop it; or why there is nothing of it. */
export function DryRunTrying(props: {
  trying: Trying;
  onStop: () => void;
  /** The button that begins it, which has the focus again once there is nothing to be stopped. */
  heir: () => HTMLElement | null;
}) {
  const { trying, onStop, heir } = props;
  switch (trying.phase) {
    case 'none':
      return null;
    case 'stopped':
      return (
        <Text size="sm" role="status">
          {m.rules_stopped()}
        </Text>
      );
    case 'failed':
      if (!(trying.error instanceof DryRunBrokeOff))
        return <ErrorNotice title={m.rules_failed()} error={trying.error} />;
      return (
        <Alert role="alert" color="red" variant="light" title={m.rules_failed()}>
          {m.rules_broke_off()}
        </Alert>
      );
    case 'under-way':
      return <UnderWay progress={trying.progress} onStop={onStop} heir={heir} />;
    default:
      return trying satisfies never;
  }
}

function UnderWay(props: {
  progress: Extract<Trying, { phase: 'under-way' }>['progress'];
  onStop: () => void;
  heir: () => HTMLElement | null;
}) {
  const part = useRef<HTMLElement>(null);
  useHandOnFocus(part, props.heir);
  const { read = 0, total = 0, keep = 0, delete: going = 0 } = props.progress ?? {};
  return (
    <section ref={part} className={classes.trying} aria-label={m.rules_trying()}>
      <Progress value={total === 0 ? 0 : (100 * read) / total} aria-label={m.rules_trying()} />
      <div className={classes.head}>
        <Text size="sm">
          {m.rules_progress({
            read: formatCount(read),
            total: formatCount(total),
            deletes: formatCount(going),
            keeps: formatCount(keep),
          })}
        </Text>
        <Button size="xs" variant="default" autoFocus onClick={props.onStop}>
          {m.rules_stop()}
        </Button>
      </div>
    </section>
  );
}
