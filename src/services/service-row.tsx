import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router-dom';
import type { ServiceSummary } from '../../core/console-api/models/services.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { ServiceStatusMark } from '../ui/service/service-status-mark.tsx';
import { formatCount } from '../ui/text/format.ts';
import { ByteSize } from '../ui/text/sizes.tsx';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import classes from './services.module.css';

/** One service in the list. */
export function ServiceRow({ service }: { service: ServiceSummary }) {
  const owner = service.owner_name || service.owner;
  const words = [owner, service.infer_type].filter((word) => word !== '');
  return (
    <Table.Tr>
      <Table.Td className={classes.service}>
        <Anchor component={Link} to={paths.service(service.service_id)} size="sm" fw={600}>
          <bdi>{service.service_name}</bdi>
        </Anchor>
        <Text size="xs" c="dimmed" className={classes.wideText}>
          {service.infer_type}
        </Text>
        <div className={classes.narrow}>
          <ServiceStatusMark status={service.status} />
          <Text size="xs" c="dimmed">
            <bdi>{words.join(' · ')}</bdi>
          </Text>
        </div>
      </Table.Td>
      <Table.Td className={classes.wide}>
        <ServiceStatusMark status={service.status} />
      </Table.Td>
      <Table.Td className={`${classes.wide} ${classes.owner}`}>
        {owner === '' ? '—' : <bdi title={service.owner}>{owner}</bdi>}
      </Table.Td>
      <Table.Td className={`${classes.wide} ${classes.when}`}>
        <TimeStamp at={service.publish_at} tabIndex={0} />
      </Table.Td>
      <Table.Td>
        <Held service={service} />
      </Table.Td>
      <Table.Td className={`${classes.wide} ${classes.number}`}>{formatCount(service.versions)}</Table.Td>
      <Table.Td className={classes.number}>
        <ByteSize bytes={service.model_size} />
      </Table.Td>
    </Table.Tr>
  );
}

/** The first versions that a service holds, and how many more. */
function Held({ service }: { service: ServiceSummary }) {
  const { held, versions, is_partial } = service;
  const more = versions - held.length;
  return (
    <>
      {held.map((version) => (
        <div key={version.model_id}>
          <Link
            to={paths.version(version.model_name, version.model_version)}
            className={classes.version}
            aria-label={m.details_of({ name: version.model_name, version: version.model_version })}
          >
            <bdi>{version.model_name}</bdi> <bdi className={classes.numberOf}>{version.model_version}</bdi>
          </Link>
          <span className={classes.weight}>{m.services_weight({ weight: version.weight })}</span>
        </div>
      ))}
      {more > 0 && (
        <Anchor component={Link} to={paths.service(service.service_id)} size="xs">
          {m.and_more({ count: formatCount(more) })}
        </Anchor>
      )}
      {is_partial && (
        <Text size="xs" c="var(--coppice-warn)">
          {m.services_partial()}
        </Text>
      )}
      {versions === 0 && !is_partial && (
        <Text size="sm" c="dimmed">
          {m.services_holds_nothing()}
        </Text>
      )}
    </>
  );
}
