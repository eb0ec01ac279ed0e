import type { InfiniteData, QueryClient, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import { type ModelGroupPage, VERSIONS_PER_PAGE } from '../../../core/console-api/models/model-groups.ts';
import { versionsPageQuery } from '../../api/queries/models/model-groups.ts';

/** More names than this, some hundred pages of paper, are read by nobody. */
const MAX_NAMES = 5_000;

/** A list that may have been read in part, and which of its names are open. */
export type WholeList = {
  pages: UseInfiniteQueryResult<InfiniteData<ModelGroupPage>>;
  open: ReadonlySet<string>;
  filters: ModelFilters;
};

/**
 * Reads what a list has not read yet, up to 5,000 names, and the versions of those that are open.
 *
 * @throws what reading versions fails with. A page of names that cannot be read ends the reading.
 */
export async function readWhole(cache: QueryClient, { pages, open, filters }: WholeList): Promise<void> {
  let read = pages;
  while (read.hasNextPage && !read.isFetchNextPageError && namesOf(read).length < MAX_NAMES) {
    read = await read.fetchNextPage();
  }
  for (const { model_name: name, matching } of namesOf(read).filter((group) => open.has(group.model_name))) {
    for (let page = 0; page * VERSIONS_PER_PAGE < matching; page += 1) {
      await cache.ensureQueryData(versionsPageQuery(name, filters, page));
    }
  }
}

function namesOf({ data }: WholeList['pages']) {
  return data?.pages.flatMap((page) => page.groups) ?? [];
}
