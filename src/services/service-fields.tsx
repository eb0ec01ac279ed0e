import type { ReactNode } from 'react';
import type { ServiceSummary } from '../../core/console-api/models/services.ts';
import { m } from '../messages/messages.js';
import { CopyId } from '../ui/copy/copy-id.tsx';
import { ServiceStatusMark } from '../ui/service/service-status-mark.tsx';
import { formatCount, isTime } from '../ui/text/format.ts';
import { ByteSize } from '../ui/text/sizes.tsx';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import classes from './services.module.css';

/** What is known of a service; what was not told is left out. */
export function ServiceFields({ service }: { service: ServiceSummary }) {
  const owner = service.owner_name || service.owner;
  const fields: [string, ReactNode][] = [
    [m.services_column_blocks(), <ByteSize key="bytes" bytes={service.model_size} />],
    [m.column_versions(), formatCount(service.versions)],
    [m.column_status(), service.status && <ServiceStatusMark key="status" status={service.status} />],
    [m.services_status_since(), timeOf(service.transition_at)],
    [m.services_column_since(), timeOf(service.publish_at)],
    [m.field_owner(), owner && <bdi key="owner">{owner}</bdi>],
    [m.field_type(), service.infer_type],
    [m.field_description(), service.description && <bdi key="description">{service.description}</bdi>],
    [m.field_id(), <CopyId key="id" id={service.service_id} />],
  ];
  return (
    <dl className={classes.facts}>
      {fields
        .filter(([, value]) => value !== '' && value !== undefined)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function timeOf(at: number): ReactNode {
  return isTime(at) ? <TimeStamp at={at} tabIndex={0} /> : undefined;
}
