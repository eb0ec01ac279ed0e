import * as z from 'zod';
import { MAX_PAGE_SIZE } from '../../core/contract/list-models.ts';
import type { ModelId } from '../../core/contract/model.ts';
import { ServiceReference } from '../../core/contract/service.ts';
import type { Login } from './login.ts';
import { readJson } from './read-json.ts';
import type { Upstream } from './upstream.ts';
import { UpstreamError } from './upstream-error.ts';
import { requireSuccess } from './upstream-refusal.ts';

/** What is missing of a service reads as nothing; that it is there is what matters. */
const text = z.string().catch('');
const ServiceAsRead = z
  .looseObject({ service_id: text, service_name: text, status: text, infer_type: text })
  .transform((service) => ServiceReference.parse(service))
  .catch({ service_id: '', service_name: '', status: '', infer_type: '' });

const ServicePage = z.looseObject({ total_count: z.number().catch(0), services: z.array(ServiceAsRead) });
type ServicePage = z.infer<typeof ServicePage>;

/**
 * The services that use a version, as the remote registry has them now, each once; `offset` is a page index to some
 * deployments and a row offset to others (contract.md, List).
 *
 * @throws UpstreamError when they cannot be read, UpstreamRefusal when the remote registry says no.
 */
export async function servicesOf(
  upstream: Upstream,
  login: Login,
  model_id: ModelId,
  signal: AbortSignal,
): Promise<ServiceReference[]> {
  const seen = new Map<string, ServiceReference>();
  let countsRows = false;
  for (let pages = 0; ; pages += 1) {
    const offset = countsRows ? seen.size : pages;
    const { services, total_count } = await readPage(upstream, login, { model_id, offset }, signal);
    const before = seen.size;
    for (const service of services) seen.set(service.service_id, service);
    const isLast = services.length < MAX_PAGE_SIZE || seen.size === total_count || seen.size === before;
    if (isLast) return [...seen.values()];
    // The page after the first is the first one but for a row: this deployment counts rows.
    if (pages === 1) countsRows = seen.size - before < MAX_PAGE_SIZE / 2;
  }
}

async function readPage(
  upstream: Upstream,
  login: Login,
  { model_id, offset }: { model_id: ModelId; offset: number },
  signal: AbortSignal,
): Promise<ServicePage> {
  const query = new URLSearchParams({ model_id, offset: String(offset), limit: String(MAX_PAGE_SIZE) });
  const answer = await upstream.ask(login, {
    ...{ method: 'GET', target: `/v1/${login.project_id}/services?${query}`, isUrgent: true, signal },
    headers: { accept: 'application/json' },
  });
  const page = ServicePage.safeParse(await readJson(await requireSuccess(answer)));
  if (page.success) return page.data;
  throw new UpstreamError('Coppice.0010', 'The remote registry answered with what is no list of services.');
}
