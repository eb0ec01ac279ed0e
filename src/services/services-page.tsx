import { Title } from '@mantine/core';
import { IconCloudOff, IconServerOff, IconZoomQuestion } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense } from 'react';
import { servicesQuery } from '../api/queries/models/services.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { useIsMirrored } from '../session/session-hooks.ts';
import { useAreServicesKnown } from '../sync-status/use-are-services-known.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { explainError } from '../ui/errors/explain-error.ts';
import { PageState } from '../ui/errors/page-state.tsx';
import { lazyExtra } from '../ui/load-code.ts';
import { LoadMore } from '../ui/load-more.tsx';
import { PassingButton } from '../ui/passing-button.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { formatAtLeast } from '../ui/text/format.ts';
import { useTabTitle } from '../ui/use-tab-title.ts';
import { ServiceFilterMenus } from './service-filter-menus.tsx';
import classes from './services.module.css';
import { type ServicesAddress, useServicesAddress } from './services-address.ts';
import { ServicesTable } from './services-table.tsx';

const SyncLine = lazyExtra(() => import('../sync-status/sync-line.tsx'), 'SyncLine');
const SyncTrouble = lazyExtra(() => import('../sync-status/sync-trouble.tsx'), 'SyncTrouble');

/** Every service, with what it holds: those first that block the most bytes. */
export function ServicesPage() {
  useTabTitle(m.services());
  const address = useServicesAddress();
  const services = useInfiniteQuery(servicesQuery(address.filters, address.sorting));
  const isMirrored = useIsMirrored();
  const first = services.data?.pages[0]?.first;
  const all = services.data?.pages.flatMap((page) => page.services) ?? [];
  return (
    <div className={classes.page}>
      <div className={classes.titleLine}>
        <Title order={1} size="h3">
          {m.services()}
        </Title>
        <p className={classes.total} role="status">
          {first &&
            first.total > 0 &&
            m.services_count({ count: first.total, shown: formatAtLeast(first.total, first.is_at_least) })}
        </p>
        <Suspense>{isMirrored && <SyncLine />}</Suspense>
        <SearchBox
          label={m.services_search()}
          hint={m.services_search_hint()}
          value={address.filters.search ?? ''}
          onSearch={address.search}
          className={classes.search}
        />
      </div>
      <Suspense>{isMirrored && <SyncTrouble hasRows={all.length > 0} />}</Suspense>
      <ServiceFilterMenus address={address} owners={first?.owners ?? []} />
      <Trouble list={services} address={address} isEmpty={all.length === 0}>
        <div className={services.isPlaceholderData ? classes.outdated : undefined}>
          <ServicesTable services={all} sorting={address.sorting} onSort={address.sort} />
        </div>
        <LoadMore list={services} label={m.services_load_more()} />
      </Trouble>
    </div>
  );
}

/** The list, or why there is none: it could not be loaded, nothing matches, nothing is known, or nothing is deployed. */
function Trouble(props: {
  list: { data: unknown; error: unknown; refetch: () => unknown };
  address: ServicesAddress;
  isEmpty: boolean;
  children: ReactNode;
}) {
  const { list, address, isEmpty } = props;
  const areKnown = useAreServicesKnown();
  if (!list.data && list.error) {
    const { whatHappened, whatToDo } = explainError(list.error);
    return (
      <PageState
        icon={IconCloudOff}
        tone="trouble"
        title={m.services_failed_title()}
        text={m.sentences({ first: whatHappened, second: whatToDo })}
      >
        <PassingButton onClick={() => list.refetch()}>{m.try_again()}</PassingButton>
      </PageState>
    );
  }
  if (!list.data) return <Placeholder height={320} />;
  if (!isEmpty) return props.children;
  if (address.isNarrowed) {
    return (
      <PageState
        icon={IconZoomQuestion}
        title={m.services_no_match_title()}
        text={m.services_no_match_text()}
      >
        <PassingButton variant="default" onClick={address.clear}>
          {m.clear_filters()}
        </PassingButton>
      </PageState>
    );
  }
  return (
    <PageState
      icon={IconServerOff}
      title={areKnown ? m.services_empty_title() : m.services_unread_title()}
      text={areKnown ? m.services_empty_text() : m.services_unread_text()}
    >
      <ButtonLink to={paths.models} variant="default">
        {m.go_to_models()}
      </ButtonLink>
    </PageState>
  );
}
