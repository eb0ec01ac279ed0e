import { useDocumentVisibility } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReceiptSummary } from '../../core/console-api/deletions/receipts.ts';
import type { Session } from '../api/queries/access/session.ts';
import { currentRunsQuery } from '../api/queries/deletions/runs.ts';
import { titlePrefix } from '../ui/use-tab-title.ts';
import { notifies } from './browser-notifications.ts';
import { type CurrentRun, isDeleting, isOf, runsOf, totalsOf } from './current-runs.ts';
import { deletingNames } from './deleting.ts';
import { RunsIndicator } from './runs-indicator.tsx';
import { RunsNews } from './runs-news.tsx';

/** A hidden tab is not told of changes for long: while it is to tell of runs, it asks. In ms. */
const ASK_HIDDEN_MS = 10_000;

const NO_RUNS: ReceiptSummary[] = [];

/** Everything that tells of the current runs wherever one is: the indicator, the tab's title, news, marks in lists. */
export function RunWatch({ session }: { session: Session }) {
  const user = session.user.name;
  const isNotifying = useSyncExternalStore(notifies.subscribe, notifies.getState);
  const isHidden = useDocumentVisibility() === 'hidden';
  const { data = NO_RUNS, isSuccess } = useQuery({
    ...currentRunsQuery,
    refetchIntervalInBackground: true,
    refetchInterval: ({ state }) => {
      const isAwaited = runsOf(state.data ?? []).some((run) => run.run.phase !== 'over' && isOf(user, run));
      return isNotifying && isAwaited && isHidden ? ASK_HIDDEN_MS : false;
    },
  });
  const runs = useMemo(() => runsOf(data), [data]);
  useProgressInTitle(runs, user);
  useMarks(runs);
  return (
    <>
      <RunsIndicator runs={runs} />
      {isSuccess && <RunsNews runs={runs} user={user} />}
    </>
  );
}

/** Tells in the browser's tab how far somebody's runs are: `(12/40) Models · Coppice`. */
function useProgressInTitle(runs: readonly CurrentRun[], user: string): void {
  const { open, settled, planned } = totalsOf(
    runs.filter((run) => run.run.phase === 'running' && isOf(user, run)),
  );
  const prefix = open > 0 ? `(${settled}/${planned}) ` : '';
  useEffect(() => {
    titlePrefix.setState(prefix);
    return () => titlePrefix.setState('');
  }, [prefix]);
}

/** Tells lists which names are about to lose versions. */
function useMarks(runs: readonly CurrentRun[]): void {
  const names = runs
    .filter(isDeleting)
    .flatMap(({ deletion_id, model_names }) => model_names.map((name) => [name, deletion_id] as const));
  // As text, as the same names at another moment are no news to the list.
  const marks = JSON.stringify(names);
  useEffect(() => {
    deletingNames.setState(new Map(JSON.parse(marks)), true);
    return () => deletingNames.setState(new Map(), true);
  }, [marks]);
}
