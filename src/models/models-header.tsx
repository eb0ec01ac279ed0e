import { Title } from '@mantine/core';
import { type RefObject, Suspense, useSyncExternalStore } from 'react';
import type { ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { toldLive } from '../api/live/live-status.ts';
import { m } from '../messages/messages.js';
import { useIsMirrored } from '../session/session-hooks.ts';
import { lazyExtra } from '../ui/load-code.ts';
import { SearchBox } from '../ui/search-box.tsx';
import { formatAtLeast, formatExactSize, formatSize } from '../ui/text/format.ts';
import type { ListAddress } from './list-address.ts';
import { ListFilters } from './list-filters.tsx';
import classes from './models.module.css';

const SyncLine = lazyExtra(() => import('../sync-status/sync-line.tsx'), 'SyncLine');
const SyncTrouble = lazyExtra(() => import('../sync-status/sync-trouble.tsx'), 'SyncTrouble');

/** The title, what there is in all, the search and the filters. */
export function ModelsHeader(props: {
  address: ListAddress;
  total: ModelGroupPage['total'] | undefined;
  leftOut: ModelGroupPage['left_out'];
  searchRef: RefObject<HTMLInputElement | null>;
  /** From the search into what it found. */
  onLeaveSearch: () => void;
}) {
  const isLive = useSyncExternalStore(toldLive.subscribe, toldLive.getState);
  const isMirrored = useIsMirrored();
  const hasRows = props.total !== undefined && props.total.names > 0;
  return (
    <div className={classes.header}>
      <div className={classes.titleLine}>
        <Title order={1} size="h3">
          {m.models()}
        </Title>
        <p className={classes.total} aria-live="polite">
          {/* What was not read yet is not nothing. */}
          {props.total && (hasRows || !isMirrored) && <TotalLine total={props.total} />}
          {!isLive && <span title={m.not_live_text()}> · {m.not_live()}</span>}
        </p>
        <Suspense>{isMirrored && <SyncLine />}</Suspense>
        <SearchBox
          label={m.search_models()}
          hint={m.search_models_hint()}
          value={props.address.filters.search ?? ''}
          onSearch={(text) => props.address.setFilter('search', text)}
          className={classes.search}
          inputRef={props.searchRef}
          onLeave={props.onLeaveSearch}
          shortcut="/"
        />
      </div>
      <Suspense>{isMirrored && <SyncTrouble hasRows={hasRows} />}</Suspense>
      <ListFilters address={props.address} leftOut={props.leftOut} />
    </div>
  );
}

function TotalLine({ total }: { total: ModelGroupPage['total'] }) {
  return (
    <>
      {m.count_names({ count: total.names, shown: formatAtLeast(total.names, total.is_at_least) })} ·{' '}
      {m.count_versions({ count: total.versions, shown: formatAtLeast(total.versions, total.is_at_least) })}
      {!total.is_at_least && (
        <>
          {' · '}
          <span title={formatExactSize(total.model_size)}>{formatSize(total.model_size)}</span>
        </>
      )}
    </>
  );
}
