import { queryOptions } from '@tanstack/react-query';
import { Blockers } from '../../core/console/model-groups.ts';
import {
  listVersionsOfName,
  ModelPage,
  type UnreadableRow,
  type VersionsOfName,
} from '../../core/contract/list-models.ts';
import { ModelDetail, type ModelId, type ModelListItem } from '../../core/contract/model.ts';
import type { ServiceReference } from '../../core/contract/service.ts';
import { http, parseAnswer } from './client.ts';

/** One version with every field, and the raw JSON it came as. */
export function modelDetailQuery(project: string, id: ModelId) {
  return queryOptions({
    queryKey: ['models', 'detail', project, id],
    queryFn: async ({ signal }) => {
      const { data } = await http.get(modelPath(project, id), { signal });
      return { model: parseAnswer(ModelDetail, data), raw: JSON.stringify(data, null, 2) };
    },
  });
}

/** Where a model lives in the wire contract. */
export function modelPath(project: string, id: ModelId): string {
  return `/v1/${encodeURIComponent(project)}/models/${encodeURIComponent(id)}`;
}

/** Every version of some names, and rows of the lists of which nobody knows whose they are. */
export type ListedNames = { listed: ModelListItem[]; unreadable: UnreadableRow[] };

/** How many names are listed at the same time. */
const LISTS_AT_ONCE = 6;

/** Every version of these names, asked of the registry itself: what a deletion is planned from. */
export function versionsOfNamesQuery(project: string, names: readonly string[]) {
  return queryOptions({
    queryKey: ['models', 'of-names', project, names],
    queryFn: async ({ signal }): Promise<ListedNames> => {
      const lists: VersionsOfName[] = [];
      const waiting = [...names.entries()];
      const listNext = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [place, name] = next;
          lists[place] = await listVersions(project, name, signal);
        }
      };
      await Promise.all(Array.from({ length: LISTS_AT_ONCE }, listNext));
      return {
        listed: lists.flatMap((list) => list.versions),
        unreadable: lists.flatMap((list) => list.unreadable),
      };
    },
    staleTime: 0,
    gcTime: 0,
  });
}

/** Every version of one name, asked of the registry itself, now. */
export function listVersions(project: string, name: string, signal?: AbortSignal): Promise<VersionsOfName> {
  return listVersionsOfName(name, async (params) => {
    const path = `/v1/${encodeURIComponent(project)}/models`;
    const { data } = await http.get(path, { params, ...(signal && { signal }) });
    return parseAnswer(ModelPage, data);
  });
}

/** When the services were checked (ms since the epoch), and what uses each model that could be checked. */
export type ServiceCheck = { checkedAt: number; services: ReadonlyMap<ModelId, readonly ServiceReference[]> };

/** Which services use these models, asked now. */
export function serviceCheckQuery(ids: readonly ModelId[]) {
  return queryOptions({
    queryKey: ['models', 'service-check', ids],
    queryFn: async ({ signal }): Promise<ServiceCheck> => {
      if (ids.length === 0) return { checkedAt: Date.now(), services: new Map() };
      const { data } = await http.post('/api/blockers', { model_ids: ids }, { signal });
      const { checked_at, services } = parseAnswer(Blockers, data);
      return { checkedAt: checked_at, services: new Map(Object.entries(services)) };
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}
