import { Button, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconExternalLink, IconServerOff } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useParams } from 'react-router-dom';
import type { ServiceSummary } from '../../core/console-api/models/services.ts';
import { BASE } from '../api/prefetch/base.ts';
import { heldVersionsQuery, serviceQuery } from '../api/queries/models/services.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { useIsMirrored, useServiceUrl } from '../session/session-hooks.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { CopyButton } from '../ui/copy/copy-button.tsx';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { PageState } from '../ui/errors/page-state.tsx';
import { lazyExtra } from '../ui/load-code.ts';
import { LoadMore } from '../ui/load-more.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { ownerMessage } from '../ui/service/owner-message.ts';
import { serviceAddress } from '../ui/service/service-address.ts';
import { Trail } from '../ui/trail/trail.tsx';
import { useTabTitle } from '../ui/use-tab-title.ts';
import { HeldTable } from './held-table.tsx';
import { ServiceFields } from './service-fields.tsx';
import classes from './services.module.css';

const SyncLine = lazyExtra(() => import('../sync-status/sync-line.tsx'), 'SyncLine');

/** One service: whose it is, since when, and what cannot be deleted because of it. */
export function ServicePage() {
  const { id = '' } = useParams();
  const service = useQuery(serviceQuery(id));
  useTabTitle(service.data?.service_name ?? id, m.services());
  return (
    <div className={classes.page}>
      <Trail to={paths.services} above={m.services()}>
        <bdi>{service.data?.service_name ?? id}</bdi>
      </Trail>
      {service.isPending && <Placeholder height={320} />}
      {service.isError && service.data === undefined && (
        <ErrorNotice error={service.error} onRetry={() => service.refetch()} />
      )}
      {service.data === null && <NoService id={id} />}
      {service.data && <Service service={service.data} />}
    </div>
  );
}

/** That there is no such service: of a copy, only that it is not among those read. */
function NoService({ id }: { id: string }) {
  const isMirrored = useIsMirrored();
  return (
    <>
      <VisuallyHidden component="h1">{id}</VisuallyHidden>
      <PageState
        icon={IconServerOff}
        title={m.services_gone_title()}
        text={isMirrored ? m.services_gone_copy_text({ id }) : m.services_gone_text({ id })}
      >
        <ButtonLink to={paths.services} variant="default">
          {m.services_go()}
        </ButtonLink>
      </PageState>
    </>
  );
}

function Service({ service }: { service: ServiceSummary }) {
  const held = useInfiniteQuery(heldVersionsQuery(service.service_id));
  const versions = held.data?.pages.flatMap((page) => page.versions) ?? [];
  const isMirrored = useIsMirrored();
  return (
    <>
      <div className={classes.head}>
        <Title order={1} size="h3" className={classes.heading}>
          <bdi>{service.service_name}</bdi>
        </Title>
        <div className={classes.headButtons}>
          <OpenElsewhere service={service} />
          <ButtonLink to={paths.search(service.service_name)} size="compact-sm" variant="default">
            {m.services_in_list()}
          </ButtonLink>
          <CopyButton
            size="compact-sm"
            label={m.copy_owner_message()}
            text={ownerMessage({ service, versions, link: linkTo(service.service_id) })}
          />
        </div>
      </div>
      <Suspense>{isMirrored && <SyncLine />}</Suspense>
      <ServiceFields service={service} />
      <Title order={2} size="h5" className={classes.part}>
        {m.services_versions_held()}
      </Title>
      {service.is_partial && (
        <Text size="sm" c="var(--coppice-warn)" mb="xs">
          {m.services_partial_text()}
        </Text>
      )}
      {held.isPending && <Placeholder height={160} />}
      {held.isError && <ErrorNotice error={held.error} onRetry={() => held.refetch()} />}
      {held.data && versions.length === 0 && !service.is_partial && (
        <Text size="sm" c="dimmed">
          {m.services_holds_nothing()}
        </Text>
      )}
      {versions.length > 0 && <HeldTable versions={versions} service={service.service_name} />}
      <LoadMore list={held} label={m.services_load_more()} />
    </>
  );
}

/** The way to the service in the console that runs it, where an address is set. */
function OpenElsewhere({ service }: { service: ServiceSummary }) {
  const address = serviceAddress(service, useServiceUrl());
  if (!address?.isOutside) return null;
  return (
    <Button
      component="a"
      href={address.to}
      target="_blank"
      rel="noopener noreferrer"
      size="compact-sm"
      rightSection={<IconExternalLink size={14} aria-hidden />}
      aria-label={m.open_service({ name: service.service_name })}
    >
      {m.services_open()}
    </Button>
  );
}

function linkTo(id: string): string {
  return `${window.location.origin}${BASE}${paths.service(id)}`;
}
