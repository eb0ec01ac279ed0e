import { queryOptions } from '@tanstack/react-query';
import { Blockers } from '../../../../core/console-api/models/blockers.ts';
import { checkServices, type ServiceCheck } from '../../../../core/console-api/models/check-services.ts';
import { VersionsOfNames } from '../../../../core/console-api/models/versions-of-names.ts';
import { listNames } from '../../../../core/contract/listed-names.ts';
import { ModelDetail, type ModelId } from '../../../../core/contract/model.ts';
import {
  listVersionsOfName,
  ModelPage,
  type VersionsOfName,
} from '../../../../core/contract/versions-of-name.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { REMOTE_TIMEOUTS_MS } from '../../http/timeouts.ts';
import { serverNow } from '../../prefetch/server-clock.ts';
import { queryKeys } from '../query-keys.ts';

/** One version with every field, and the raw JSON it came as. */
export function modelDetailQuery(project: string, id: ModelId) {
  return queryOptions({
    queryKey: queryKeys.detail(project, id),
    queryFn: async ({ signal }) => {
      const { data } = await http.get(modelPath(project, id), { signal, timeout: REMOTE_TIMEOUTS_MS.read });
      return { model: parseAnswer(ModelDetail, data), raw: JSON.stringify(data, null, 2) };
    },
  });
}

/** Where a model lives in the wire contract. */
export function modelPath(project: string, id: ModelId): string {
  return pathOf('v1', project, 'models', id);
}

/** Every version of these names, asked of the registry itself: what a deletion is planned from. */
export function versionsOfNamesQuery(project: string, names: readonly string[]) {
  return queryOptions({
    queryKey: queryKeys.versionsOfNames(project, names),
    queryFn: ({ signal }) => listNames(names, (name) => listVersions(project, name, signal)),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Every version of one name, asked of the registry itself, now. */
export function listVersions(project: string, name: string, signal?: AbortSignal): Promise<VersionsOfName> {
  return listVersionsOfName(name, async (params) => {
    const { data } = await http.get(pathOf('v1', project, 'models'), {
      params,
      timeout: REMOTE_TIMEOUTS_MS.read,
      ...(signal && { signal }),
    });
    return parseAnswer(ModelPage, data);
  });
}

/** Every version of the first of these names, of as many as the registry of the gateway lists together. */
export async function listSome(names: readonly string[], signal: AbortSignal): Promise<VersionsOfName[]> {
  const { data } = await http.post('/api/names/versions', { names }, { signal });
  return parseAnswer(VersionsOfNames, data).lists.map((versions) => {
    return { versions, unreadable: [], isWhole: true, came: versions.length, missing: 0 };
  });
}

/**
 * Which services use these models, asked now. With many of them the registry is asked several times: then what is known
 * so far is in the cache, beside what an earlier check found of the others.
 */
export function serviceCheckQuery(ids: readonly ModelId[]) {
  return queryOptions({
    queryKey: queryKeys.serviceCheck(ids),
    queryFn: async ({ signal, client, queryKey }): Promise<ServiceCheck> => {
      const earlier = client.getQueryData<ServiceCheck>(queryKey);
      const ask = async (model_ids: readonly ModelId[]) =>
        parseAnswer(
          Blockers,
          (await http.post('/api/blockers', { model_ids }, { signal, timeout: REMOTE_TIMEOUTS_MS.read }))
            .data,
        );
      let last: ServiceCheck = { ...NOTHING_TO_CHECK, checkedAt: serverNow() };
      for await (const check of checkServices(ids, ask)) {
        last = check;
        if (check.left.size > 0) client.setQueryData(queryKey, withEarlier(check, earlier));
      }
      return last;
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

const NOTHING_TO_CHECK = { services: new Map(), left: new Set<ModelId>(), asked: 0 };

function withEarlier(check: ServiceCheck, earlier: ServiceCheck | undefined): ServiceCheck {
  if (!earlier) return check;
  const services = new Map([...earlier.services, ...check.services]);
  return { ...check, services, left: new Set([...check.left].filter((id) => !services.has(id))) };
}
