import { Tooltip } from '@mantine/core';
import '@mantine/core/styles/Tooltip.css';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router-dom';
import type { ServiceReference } from '../../../core/contract/service.ts';
import { m } from '../../messages/messages.js';
import { useServiceUrl } from '../../session/session-hooks.ts';
import ui from '../ui.module.css';
import { type ServiceAddress, serviceAddress } from './service-address.ts';
import { serviceText } from './service-facts.tsx';
import classes from './service-mark.module.css';
import { serviceStatusWord } from './service-status.ts';
import { ServiceIcon } from './service-status-mark.tsx';

/** Where a link to the page of a service opens: here, or in a tab of its own, where what is open must stay. */
type OpensIn = 'place' | 'tab';

/** A service that uses a version: a way to it, whether it runs and, on hover and focus, whose it is and since when. */
export function ServiceMark({ service, opensIn = 'tab' }: { service: ServiceReference; opensIn?: OpensIn }) {
  const address = serviceAddress(service, useServiceUrl());
  const name = service.service_name || service.service_id;
  return (
    <span className={ui.service}>
      <ServiceIcon status={service.status} />
      {address ? (
        <Told service={service} opensTab={address.isOutside || opensIn === 'tab'}>
          {linkTo(address, name, opensIn)}
        </Told>
      ) : (
        <bdi>{name}</bdi>
      )}
      <span className={ui.serviceStatus}>{serviceStatusWord(service.status)}</span>
    </span>
  );
}

/** Says what is known of a service beside a link to it. */
function Told(props: { service: ServiceReference; opensTab: boolean; children: ReactElement }) {
  const { service } = props;
  const named =
    service.status === ''
      ? service.service_name
      : `${service.service_name} (${serviceStatusWord(service.status)})`;
  const facts = [named, ...serviceText(service), ...(props.opensTab ? [m.service_opens_tab()] : [])];
  return (
    <Tooltip
      label={facts.map((fact) => (
        <bdi key={fact} className={classes.fact}>
          {fact}
        </bdi>
      ))}
      events={{ hover: true, focus: true, touch: false }}
      multiline
      maw={320}
      openDelay={150}
      withinPortal
    >
      {props.children}
    </Tooltip>
  );
}

const NEW_TAB = { target: '_blank', rel: 'noopener noreferrer' };

function linkTo({ isOutside, to }: ServiceAddress, name: string, opensIn: OpensIn): ReactElement {
  if (isOutside) {
    return (
      <a href={to} {...NEW_TAB} className={classes.link} aria-label={m.open_service({ name })}>
        <bdi>{name}</bdi>
        <IconExternalLink size={12} className={ui.icon} aria-hidden />
      </a>
    );
  }
  const place = opensIn === 'tab' ? NEW_TAB : {};
  return (
    <Link to={to} {...place} className={classes.link} aria-label={m.services_show({ name })}>
      <bdi>{name}</bdi>
    </Link>
  );
}
