import { IconPlayerPlayFilled, IconPlayerStopFilled, IconTriangleFilled } from '@tabler/icons-react';
import ui from '../ui.module.css';
import { serviceStatusWord } from './service-status.ts';

/** A service's status as icon and word; nothing where none was told. */
export function ServiceStatusMark({ status }: { status: string }) {
  if (status === '') return <span>—</span>;
  return (
    <span className={ui.status}>
      <ServiceIcon status={status} />
      <span className={ui.statusWord} title={status}>
        {serviceStatusWord(status)}
      </span>
    </span>
  );
}

/** The icon alone, where the word stands beside it. */
export function ServiceIcon({ status }: { status: string }) {
  const look = { size: 10, 'aria-hidden': true } as const;
  switch (status) {
    case 'running':
    case 'deploying':
    case 'pending':
    case 'waiting':
      return <IconPlayerPlayFilled {...look} className={`${ui.icon} ${ui.good}`} />;
    case 'concerning':
    case 'failed':
      return <IconTriangleFilled {...look} className={`${ui.icon} ${ui.warn}`} />;
    default:
      return <IconPlayerStopFilled {...look} className={`${ui.icon} ${ui.quiet}`} />;
  }
}
