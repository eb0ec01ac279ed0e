import { IconCircleFilled, IconCircleHalf2, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { m } from '../messages/messages.js';
import classes from './ui.module.css';

/** The words for a model's status; one that we do not know is shown as it came. */
export function statusWord(status: string | undefined): string {
  switch (status) {
    case 'published':
      return m.status_published();
    case 'publishing':
      return m.status_publishing();
    case 'building':
      return m.status_building();
    case 'building_failed':
      return m.status_building_failed();
    case 'failed':
      return m.status_failed();
    case undefined:
    case '':
      return m.status_unknown();
    default:
      return status;
  }
}

/** A status as icon and word. */
export function ModelStatus({ status }: { status: string | undefined }) {
  return (
    <span className={classes.status}>
      <StatusIcon status={status} />
      <span className={classes.statusWord} title={status}>
        {statusWord(status)}
      </span>
    </span>
  );
}

/** The icon alone, where the word stands beside it or is read out from elsewhere. */
export function StatusIcon({ status }: { status: string | undefined }) {
  const look = { size: 13, 'aria-hidden': true } as const;
  switch (status) {
    case 'published':
      return <IconCircleFilled {...look} size={9} className={`${classes.icon} ${classes.good}`} />;
    case 'publishing':
    case 'building':
      return <IconCircleHalf2 {...look} className={`${classes.icon} ${classes.open}`} />;
    case 'failed':
    case 'building_failed':
      return <IconCircleX {...look} className={`${classes.icon} ${classes.bad}`} />;
    default:
      return <IconHelpCircle {...look} className={`${classes.icon} ${classes.quiet}`} />;
  }
}
