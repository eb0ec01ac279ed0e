import * as z from 'zod';
import { knownCode, NO_SUCH_SERVICE } from '../../../core/contract/errors.ts';
import { MAX_PAGE_SIZE } from '../../../core/contract/query-values.ts';
import { Promised } from '../../../core/contract/versions-of-name.ts';
import type { NewModel } from '../../registry/models/insert-models.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import { addressOf } from '../transport/address-of.ts';
import { readJson } from '../transport/read-json.ts';
import type { Upstream } from '../transport/upstream.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import { requireSuccess, UpstreamRefusal } from '../transport/upstream-refusal.ts';
import type { ListedRow } from './rows/listed-row.ts';
import { type Coverage, type ListedPage, NOTHING_COVERED, paginate } from './rows/paginate.ts';
import { readModelRow } from './rows/read-model-row.ts';
import { readServiceRow, readUses, type SyncedService, type Use } from './rows/read-service-row.ts';

/**
 * What a sync asks of the remote registry, in one project, at low priority. All throw as `requireSuccess` does, and
 * UpstreamError (`Coppice.0010`) for an answer that is not what was asked for.
 */
export type RemoteRegistry = {
  /** A page of all versions, oldest first. */
  models: (offset: number) => Promise<ListedPage<ListedRow<NewModel>>>;
  /** Every version of exactly a name, and the rows that may be more of them. */
  versionsOf: (model_name: string) => Promise<Coverage & { rows: ListedRow<NewModel>[] }>;
  /** A page of all services, oldest first. */
  services: (offset: number) => Promise<ListedPage<ListedRow<SyncedService>>>;
  /** What a service uses: `unknown` when it does not tell; undefined when there is no such service. */
  usesOf: (service_id: string) => Promise<Use[] | 'unknown' | undefined>;
};

const Counts = { total_count: Promised, count: Promised };
const Models = z.looseObject({ ...Counts, models: z.array(z.unknown()) });
const Services = z.looseObject({ ...Counts, services: z.array(z.unknown()) });
const AnyDetail = z.unknown();

/** Oldest first, so that what comes while a list is read is at its end. */
const page = (offset: number) => ({ offset, limit: MAX_PAGE_SIZE, sort_by: 'create_at', order: 'asc' });

type Query = { [name: string]: string | number };

/**
 * @param credential in whose name is asked; called before each request, so that it may be renewed.
 * @param signal cancels every request that is under way.
 */
export function remoteRegistry(
  upstream: Upstream,
  credential: () => Promise<RemoteCredential>,
  signal: AbortSignal,
): RemoteRegistry {
  const get = async <T>(path: readonly string[], schema: z.ZodType<T>, query: Query = {}): Promise<T> => {
    const current = await credential();
    const target = addressOf(['v1', current.project_id, ...path], query);
    const headers = { accept: 'application/json' };
    const answer = await upstream.ask(current, { method: 'GET', target, headers, signal });
    const parsed = schema.safeParse(await readJson(await requireSuccess(answer)));
    if (parsed.success) return parsed.data;
    throw new UpstreamError('Coppice.0010', 'The answer of the remote registry is not what was asked for.');
  };

  const modelsPage = async (query: Query) => {
    const { total_count, count, models } = await get(['models'], Models, query);
    return { total_count, promised: Math.max(total_count, count), rows: models.map(readModelRow) };
  };

  return {
    models: (offset) => modelsPage(page(offset)),
    async versionsOf(model_name) {
      const rows: ListedRow<NewModel>[] = [];
      const isOfName = (row: ListedRow<NewModel>) =>
        ('read' in row ? row.read.model_name : (row.name ?? model_name)) === model_name;
      const fetchPage = (offset: number) => modelsPage({ model_name, exact_match: 'true', ...page(offset) });
      let coverage = NOTHING_COVERED;
      for await (const page of paginate(fetchPage)) {
        coverage = page.coverage;
        rows.push(...page.rows.filter(isOfName));
      }
      return { ...coverage, rows };
    },
    async services(offset) {
      const query = { ...page(offset), sort_by: 'publish_at' };
      const { total_count, count, services } = await get(['services'], Services, query);
      return { total_count, promised: Math.max(total_count, count), rows: services.map(readServiceRow) };
    },
    async usesOf(service_id) {
      try {
        return readUses(await get(['services', service_id], AnyDetail)) ?? 'unknown';
      } catch (error) {
        if (!(error instanceof UpstreamRefusal) || error.status !== 404) throw error;
        // Another 404 is that of an address, which says nothing of the service.
        return knownCode(error.code) === NO_SUCH_SERVICE ? undefined : 'unknown';
      }
    },
  };
}
