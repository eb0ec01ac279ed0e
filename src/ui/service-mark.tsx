import { IconPlayerPlayFilled, IconPlayerStopFilled, IconTriangleFilled } from '@tabler/icons-react';
import type { ServiceReference } from '../../core/contract/service.ts';
import classes from './ui.module.css';

/** A service that uses a version: its name, and whether it runs. */
export function ServiceMark({ service }: { service: ServiceReference }) {
  return (
    <span className={classes.service} title={`${service.service_name} (${service.status})`}>
      <ServiceIcon status={service.status} />
      <bdi>{service.service_name}</bdi>
      <span className={classes.serviceStatus}>{service.status}</span>
    </span>
  );
}

function ServiceIcon({ status }: { status: string }) {
  const look = { size: 10, 'aria-hidden': true } as const;
  switch (status) {
    case 'running':
    case 'deploying':
    case 'pending':
    case 'waiting':
      return <IconPlayerPlayFilled {...look} className={`${classes.icon} ${classes.good}`} />;
    case 'concerning':
    case 'failed':
      return <IconTriangleFilled {...look} className={`${classes.icon} ${classes.warn}`} />;
    default:
      return <IconPlayerStopFilled {...look} className={`${classes.icon} ${classes.quiet}`} />;
  }
}
