import * as z from 'zod';
import { listVersionsOfName, MAX_PAGE_SIZE, ModelPage } from '../../../core/contract/list-models.ts';
import type { NewModel } from '../../registry/insert-models.ts';
import type { Login } from '../login.ts';
import { readJson } from '../read-json.ts';
import type { Upstream } from '../upstream.ts';
import { UpstreamError } from '../upstream-error.ts';
import { requireSuccess, UpstreamRefusal } from '../upstream-refusal.ts';
import type { ListedRow } from './listed-row.ts';
import { readModelRow } from './read-model-row.ts';
import { type MirroredService, readServiceRow, readUses, type Use } from './read-service-row.ts';
import type { ListedPage } from './walk-pages.ts';

/** What a mirror asks of the remote registry, in one project. Nothing of it hurries. All throw as `requireSuccess` does. */
export type RemoteRegistry = {
  /** A page of all versions, oldest first. */
  models: (offset: number) => Promise<ListedPage<ListedRow<NewModel>>>;
  /** Every version of a name, and the rows that may be more of them. */
  versionsOf: (model_name: string) => Promise<ListedRow<NewModel>[]>;
  /** A page of all services, oldest first. */
  services: (offset: number) => Promise<ListedPage<ListedRow<MirroredService>>>;
  /** What a service uses: `unknown` when it does not tell; undefined when there is no such service. */
  usesOf: (service_id: string) => Promise<Use[] | 'unknown' | undefined>;
};

const Models = z.looseObject({ total_count: z.number().catch(0), models: z.array(z.unknown()) });
const Services = z.looseObject({ total_count: z.number().catch(0), services: z.array(z.unknown()) });
const Anything = z.unknown();

type Query = { [name: string]: string | number };

/** @param signal gives everything up that is under way. */
export function remoteRegistry(
  upstream: Upstream,
  login: () => Promise<Login>,
  signal: AbortSignal,
): RemoteRegistry {
  const get = async <T>(path: string, schema: z.ZodType<T>, query: Query = {}): Promise<T> => {
    const asker = await login();
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const target = `/v1/${encodeURIComponent(asker.project_id)}${path}?${search}`.replace(/\?$/, '');
    const headers = { accept: 'application/json' };
    const answer = await upstream.ask(asker, { method: 'GET', target, headers, signal });
    const parsed = schema.safeParse(await readJson(await requireSuccess(answer)));
    if (parsed.success) return parsed.data;
    throw new UpstreamError('Coppice.0010', 'The answer of the remote registry is not what was asked for.');
  };

  return {
    async models(offset) {
      const query = { offset, limit: MAX_PAGE_SIZE, sort_by: 'create_at', order: 'asc' };
      const { total_count, models } = await get('/models', Models, query);
      return { total_count, rows: models.map(readModelRow) };
    },
    async versionsOf(model_name) {
      const rows = new Map<string, ListedRow<NewModel>>();
      const { versions } = await listVersionsOfName(model_name, async (query) => {
        const page = await get('/models', Models, query);
        for (const row of page.models.map(readModelRow)) rows.set(row.key, row);
        return ModelPage.parse(page);
      });
      const ofName = new Set(versions.map((version) => version.model_id));
      return [...rows.values()].filter((row) =>
        'read' in row ? ofName.has(row.id) : (row.name ?? model_name) === model_name,
      );
    },
    async services(offset) {
      const query = { offset, limit: MAX_PAGE_SIZE, sort_by: 'publish_at', order: 'asc' };
      const { total_count, services } = await get('/services', Services, query);
      return { total_count, rows: services.map(readServiceRow) };
    },
    async usesOf(service_id) {
      try {
        return readUses(await get(`/services/${encodeURIComponent(service_id)}`, Anything)) ?? 'unknown';
      } catch (error) {
        if (error instanceof UpstreamRefusal && error.status === 404) return undefined;
        throw error;
      }
    },
  };
}
