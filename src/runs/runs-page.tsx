import { Text, Title } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { currentRunsQuery } from '../api/queries/deletions/runs.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { ButtonLink } from '../ui/button-link.tsx';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { PageState } from '../ui/errors/page-state.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { useTabTitle } from '../ui/use-tab-title.ts';
import { runsOf } from './current-runs.ts';
import { NotifySwitch } from './notify-switch.tsx';
import { RunSections } from './run-sections.tsx';
import classes from './runs.module.css';

/** The runs of the project on a page of their own. */
export function RunsPage() {
  useTabTitle(m.runs());
  const current = useQuery(currentRunsQuery);
  const runs = runsOf(current.data ?? []);
  return (
    <div className={classes.page}>
      <Title order={1} size="h3">
        {m.runs()}
      </Title>
      <Text size="sm" c="dimmed" className={classes.lead}>
        {m.runs_text()}
      </Text>
      {current.isError && <ErrorNotice error={current.error} onRetry={() => current.refetch()} />}
      {current.isPending && <Placeholder height={120} />}
      {current.data && runs.length === 0 && (
        <PageState icon={IconPlayerPlay} title={m.runs_empty_title()} text={m.runs_empty_text()}>
          <ButtonLink to={paths.deletions} variant="default">
            {m.deletions()}
          </ButtonLink>
        </PageState>
      )}
      <RunSections runs={runs} />
      {runs.length > 0 && <NotifySwitch />}
    </div>
  );
}
