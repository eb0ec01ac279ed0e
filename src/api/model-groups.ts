import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  GroupVersionsPage,
  MatchingVersions,
  type ModelGroup,
  ModelGroupPage,
  type VersionRow,
} from '../../core/console/model-groups.ts';
import { http, parseAnswer } from './client.ts';

export type { ModelGroup, VersionRow };

/** What narrows the list of models, as the URL and the server spell it. Absent: no narrowing. */
export type Narrowing = {
  search?: string;
  status?: string;
  type?: string;
  in_use?: string;
  created?: string;
};

/** How the groups are sorted. */
export type Sorting = { sort: string; order: string };

/** The grouped list, page after page. */
export function modelGroupsQuery(narrowing: Narrowing, sorting: Sorting) {
  return infiniteQueryOptions({
    queryKey: ['models', 'groups', narrowing, sorting],
    queryFn: async ({ pageParam, signal }) => {
      const params = { ...narrowing, ...sorting, ...(pageParam !== null && { cursor: pageParam }) };
      return parseAnswer(ModelGroupPage, (await http.get('/api/model-groups', { params, signal })).data);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** All versions of one name that match, read to the last page. */
export async function readAllVersions(name: string, narrowing: Narrowing): Promise<VersionRow[]> {
  const versions: VersionRow[] = [];
  let cursor: string | null = null;
  do {
    const page: GroupVersionsPage = await readVersionsPage(name, narrowing, cursor);
    versions.push(...page.versions);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return versions;
}

async function readVersionsPage(
  name: string,
  narrowing: Narrowing,
  cursor: string | null,
): Promise<GroupVersionsPage> {
  const params = { ...narrowing, ...(cursor !== null && { cursor }) };
  const path = `/api/model-groups/${encodeURIComponent(name)}/versions`;
  const { data } = await http.get(path, { params });
  return parseAnswer(GroupVersionsPage, data);
}

/** The ids of everything that a narrowing finds, by name. */
export function matchingVersionsQuery(narrowing: Narrowing) {
  return queryOptions({
    queryKey: ['models', 'matching-versions', narrowing],
    queryFn: async ({ signal }) => {
      const { data } = await http.get('/api/matching-versions', { params: narrowing, signal });
      return parseAnswer(MatchingVersions, data).names;
    },
    staleTime: 0,
    gcTime: 0,
  });
}
