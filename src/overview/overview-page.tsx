import { Code, Skeleton, Title } from '@mantine/core';
import { IconSeedling } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useSyncExternalStore } from 'react';
import { toldLive } from '../api/live/live-status.ts';
import { type Overview, overviewQuery } from '../api/queries/models/overview.ts';
import { m } from '../messages/messages.js';
import { useIsMirrored } from '../session/session-hooks.ts';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { PageState } from '../ui/errors/page-state.tsx';
import { lazyExtra, lazyPart } from '../ui/load-code.ts';
import { useTabTitle } from '../ui/use-tab-title.ts';
import classes from './overview.module.css';
import { AgeUse } from './plots/age-use.tsx';
import { BytesOverTime } from './plots/bytes-over-time.tsx';
import { LargestNames } from './plots/largest-names.tsx';
import { LastDeletions } from './side/last-deletions.tsx';
import { NeedsYou } from './side/needs-you.tsx';
import { Tiles } from './tiles.tsx';

const SyncLine = lazyExtra(() => import('../sync-status/sync-line.tsx'), 'SyncLine');
const SyncTrouble = lazyExtra(() => import('../sync-status/sync-trouble.tsx'), 'SyncTrouble');
const CleanupLine = lazyExtra(() => import('../cleanup/cleanup-line.tsx'), 'CleanupLine');
const EmptyMirror = lazyPart(() => import('../sync-status/empty-copy.tsx'), 'EmptyMirror');

/** The home of a project: what is in it, and what wants somebody. */
export function OverviewPage() {
  useTabTitle(m.overview_title());
  const overview = useQuery(overviewQuery);
  const isLive = useSyncExternalStore(toldLive.subscribe, toldLive.getState);
  const isMirrored = useIsMirrored();
  const hasRows = overview.data !== undefined && overview.data.total.versions > 0;
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <Title order={1} size="h3">
          {m.overview_title()}
        </Title>
        {!isLive && (
          <span className={classes.note} title={m.not_live_text()}>
            {m.not_live()}
          </span>
        )}
        <Suspense>{isMirrored && <SyncLine />}</Suspense>
        <Suspense fallback={<span className={classes.toCome} />}>{hasRows && <CleanupLine />}</Suspense>
        {overview.isPending && <span className={classes.toCome} />}
      </div>
      <Suspense>{isMirrored && <SyncTrouble hasRows={hasRows} />}</Suspense>
      {overview.isError && (
        <ErrorNotice title={m.overview_failed()} error={overview.error} onRetry={() => overview.refetch()} />
      )}
      {overview.isPending && <Waiting />}
      {overview.data && <Filled overview={overview.data} isMirrored={isMirrored} />}
    </div>
  );
}

function Filled({ overview, isMirrored }: { overview: Overview; isMirrored: boolean }) {
  const isEmpty = overview.total.versions === 0;
  const hasPast = overview.deletions.length > 0 || overview.needs.length > 0;
  return (
    <>
      {!isEmpty && <Tiles overview={overview} />}
      <div className={classes.columns} data-alone={isEmpty && !hasPast}>
        {(!isEmpty || hasPast) && (
          <div className={classes.needs}>
            <NeedsYou needs={overview.needs} />
          </div>
        )}
        <div className={classes.plots}>
          {isEmpty ? (
            <Empty isMirrored={isMirrored} />
          ) : (
            <>
              <BytesOverTime growth={overview.growth} />
              <AgeUse ages={overview.ages} are_services_known={overview.are_services_known} />
              <LargestNames largest={overview.largest} />
            </>
          )}
        </div>
        {(!isEmpty || hasPast) && (
          <div className={classes.last}>
            <LastDeletions deletions={overview.deletions} />
          </div>
        )}
      </div>
    </>
  );
}

function Empty({ isMirrored }: { isMirrored: boolean }) {
  if (isMirrored)
    return (
      <Suspense>
        <EmptyMirror />
      </Suspense>
    );
  return (
    <PageState icon={IconSeedling} title={m.list_empty_title()} text={m.overview_empty_text()}>
      <Code>{m.list_empty_command()}</Code>
    </PageState>
  );
}

/** As high as what comes in its place, so that nothing jumps. */
function Waiting() {
  return (
    <>
      <ul className={classes.tiles} aria-label={m.loading()}>
        {['versions', 'bytes', 'failed', 'used'].map((tile) => (
          <li key={tile}>
            <Skeleton height={92} radius="md" />
          </li>
        ))}
      </ul>
      <div className={classes.columns}>
        <div className={classes.needs}>
          <Skeleton height={120} radius="md" />
        </div>
        <div className={classes.plots}>
          <Skeleton height={400} radius="md" />
          <Skeleton height={200} radius="md" />
        </div>
        <div className={classes.last}>
          <Skeleton height={300} radius="md" />
        </div>
      </div>
    </>
  );
}
