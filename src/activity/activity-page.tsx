import { Button, Text, Title } from '@mantine/core';
import { IconHistory, IconRss, IconZoomQuestion } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { exportActivityPath } from '../api/queries/activity/activity.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { ExportMenu } from '../receipts/receipt/export-menu.tsx';
import { useIsMirrored, useMayDelete } from '../session/session-hooks.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { PageState } from '../ui/errors/page-state.tsx';
import { lazyPart } from '../ui/load-code.ts';
import { LoadMore } from '../ui/load-more.tsx';
import { PassingButton } from '../ui/passing-button.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { useFocusBack } from '../ui/use-focus-back.ts';
import { useTabTitle } from '../ui/use-tab-title.ts';
import classes from './activity.module.css';
import { useActivityAddress } from './activity-address.ts';
import { ActivityDays } from './activity-days.tsx';
import { ActivityFilterBar } from './activity-filters.tsx';
import { useActivities } from './use-activities.ts';

const FeedDialog = lazyPart(() => import('./feed-dialog.tsx'), 'FeedDialog');

/** What happened in the project, and to the people of its account, newest first. */
export function ActivityPage() {
  useTabTitle(m.activity());
  const address = useActivityAddress();
  const { filters, isNarrowed } = address;
  const { list, people, activities } = useActivities(filters);
  const isMirrored = useIsMirrored();
  const mayDelete = useMayDelete();
  const isEmpty = list.isSuccess && activities.length === 0;
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <Title order={1} size="h3">
          {m.activity()}
        </Title>
        {mayDelete && (
          <ButtonLink to={paths.webhooks} variant="default" size="xs">
            {m.webhooks()}
          </ButtonLink>
        )}
        <FeedButton />
        <ExportMenu pathFor={(format) => exportActivityPath(filters, format)} />
        {isMirrored && (
          <Text size="sm" c="dimmed" className={classes.note}>
            {m.activity_mirrored()}
          </Text>
        )}
        <ActivityFilterBar address={address} people={people} />
        {filters.name !== undefined && (
          <Text size="xs" c="dimmed" className={classes.note}>
            {m.activity_several_hint()}
          </Text>
        )}
      </div>
      {list.isError && <ErrorNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Placeholder height={240} />}
      {isEmpty && isNarrowed && (
        <PageState
          icon={IconZoomQuestion}
          title={m.activity_no_match_title()}
          text={m.activity_no_match_text()}
        >
          <PassingButton variant="default" onClick={address.clear}>
            {m.clear_filters()}
          </PassingButton>
        </PageState>
      )}
      {isEmpty && !isNarrowed && (
        <PageState icon={IconHistory} title={m.activity_empty_title()} text={m.activity_empty_text()}>
          <ButtonLink to={paths.models}>{m.go_to_models()}</ButtonLink>
        </PageState>
      )}
      <ActivityDays activities={activities} />
      {activities.length > 0 && <EndOfList list={list} />}
    </div>
  );
}

function EndOfList({ list }: { list: ReturnType<typeof useActivities>['list'] }) {
  if (list.hasNextPage) return <LoadMore list={list} label={m.load_older()} />;
  return (
    <Text size="xs" c="dimmed" ta="center" className={classes.end}>
      {m.activity_begins()}
    </Text>
  );
}

function FeedButton() {
  const [isOpen, setOpen] = useState(false);
  useFocusBack(isOpen);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRss size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {m.activity_feed()}
      </Button>
      <Suspense>{isOpen && <FeedDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
