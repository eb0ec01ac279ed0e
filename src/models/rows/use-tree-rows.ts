import { useDebouncedCallback } from '@mantine/hooks';
import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import type { GroupVersionsPage } from '../../../core/console-api/models/model-groups.ts';
import { type ModelGroup, versionsPageQuery } from '../../api/queries/models/model-groups.ts';
import { useIsPrinting } from '../../ui/use-is-printing.ts';
import { pagesInSight, type VersionsPage } from './pages-in-sight.ts';
import { type KnownPage, type TreeRows, treeRows } from './tree-rows.ts';

/** The list's lines, and what tells it which of them are in sight: only their versions are read and kept. */
export type LiveRows = {
  rows: TreeRows;
  /** Tells that the lines from one index to another are in sight, and which one has the keyboard. */
  show: (from: number, to: number, active: number) => void;
};

/** In ms. Pages that are scrolled past faster are not read (debounce). */
const GLANCE_MS = 50;

/** The lines of these names, of which some are open. */
export function useTreeRows(
  groups: readonly ModelGroup[],
  open: ReadonlySet<string>,
  filters: ModelFilters,
): LiveRows {
  const cache = useQueryClient();
  const [wanted, setWanted] = useState<readonly VersionsPage[]>([]);
  const known = useQueries({
    queries: wanted.map(({ name, page }) => versionsPageQuery(name, filters, page)),
    combine: whatIsKnown,
  });
  const isPrinting = useIsPrinting();
  const names = useMemo(
    () => ({ groups, placeOf: new Map(groups.map((group, place) => [group.model_name, place])) }),
    [groups],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is printed may have come to the cache just before
  const rows = useMemo(() => {
    const inSight = new Map(wanted.map((page, index) => [keyOf(page), known[index]]));
    // Of what is out of sight the cache may still have something: the end of a name, a range to select.
    const inCache = (name: string, page: number): KnownPage => ({
      versions: cache.getQueryData(versionsPageQuery(name, filters, page).queryKey)?.versions,
      error: null,
    });
    return treeRows(names, open, (name, page) => inSight.get(keyOf({ name, page })) ?? inCache(name, page));
  }, [names, open, filters, wanted, known, cache, isPrinting]);

  const want = useDebouncedCallback(setWanted, { delay: GLANCE_MS, leading: true });
  const asked = useRef('');
  const show = (from: number, to: number, active: number) => {
    const pages = pagesInSight(rows, from, to, active);
    const key = pages.map(keyOf).join();
    if (key !== asked.current) want(pages);
    asked.current = key;
  };
  return { rows, show };
}

function keyOf({ name, page }: VersionsPage): string {
  return `${page} ${name}`;
}

function whatIsKnown(results: UseQueryResult<GroupVersionsPage>[]): KnownPage[] {
  return results.map(({ data, error }) => ({ versions: data?.versions, error }));
}
