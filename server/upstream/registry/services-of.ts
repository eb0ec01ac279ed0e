import * as z from 'zod';
import { normalId } from '../../../core/contract/id.ts';
import type { ModelId } from '../../../core/contract/model.ts';
import { MAX_PAGE_SIZE } from '../../../core/contract/query-values.ts';
import { ServiceReference } from '../../../core/contract/service.ts';
import { Promised } from '../../../core/contract/versions-of-name.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import { timeOf } from '../sync/rows/storable-text.ts';
import { addressOf } from '../transport/address-of.ts';
import { readJson } from '../transport/read-json.ts';
import type { Upstream } from '../transport/upstream.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import { requireSuccess } from '../transport/upstream-refusal.ts';

/** What is missing of a service reads as empty: it blocks a deletion all the same. */
const text = z.string().catch('');
const ListedService = z
  .looseObject({
    service_id: text,
    service_name: text,
    status: text,
    infer_type: text,
    owner: text,
    publish_at: z.unknown().optional().transform(timeOf),
  })
  .transform((service) => ServiceReference.parse(service))
  .catch({ service_id: '', service_name: '', status: '', infer_type: '' });

const ServicePage = z.looseObject({
  total_count: Promised,
  count: Promised,
  services: z.array(z.unknown()),
});
type ServicePage = z.infer<typeof ServicePage>;

/**
 * The services that use a version, as the remote registry has them now, each once; `offset` is a page index to some
 * deployments and a row offset to others (contract.md, List).
 *
 * @throws UpstreamError when they cannot be read, or fewer came than were promised: one that is missing may block as
 *   well. UpstreamRefusal when the remote registry says no.
 */
export async function servicesOf(
  upstream: Upstream,
  credential: RemoteCredential,
  model_id: ModelId,
  signal: AbortSignal,
): Promise<ServiceReference[]> {
  const seen = new Set<string>();
  const services = new Map<string, ServiceReference>();
  let promised = 0;
  let countsRows = false;
  for (let pages = 0; ; pages += 1) {
    const offset = countsRows ? seen.size : pages;
    const page = await readPage(upstream, credential, { model_id, offset }, signal);
    const before = seen.size;
    for (const row of page.services) {
      const service = ListedService.parse(row);
      seen.add(service.service_id === '' ? `row ${JSON.stringify(row)}` : normalId(service.service_id));
      services.set(normalId(service.service_id), service);
    }
    promised = Math.max(promised, page.total_count, page.count);
    const isShort = page.services.length < MAX_PAGE_SIZE && seen.size >= page.total_count;
    if (isShort || seen.size === page.total_count || seen.size === before) break;
    // The page after the first is the first one but for a row: this deployment counts rows.
    if (pages === 1) countsRows = seen.size - before < page.services.length / 2;
  }
  if (seen.size >= promised) return [...services.values()];
  throw new UpstreamError(
    'Coppice.0010',
    `The remote registry promised ${promised} services of a model and listed ${seen.size}.`,
  );
}

async function readPage(
  upstream: Upstream,
  credential: RemoteCredential,
  { model_id, offset }: { model_id: ModelId; offset: number },
  signal: AbortSignal,
): Promise<ServicePage> {
  const query = { model_id, offset, limit: MAX_PAGE_SIZE };
  const answer = await upstream.ask(credential, {
    method: 'GET',
    target: addressOf(['v1', credential.project_id, 'services'], query),
    isUrgent: true,
    signal,
    headers: { accept: 'application/json' },
  });
  const page = ServicePage.safeParse(await readJson(await requireSuccess(answer)));
  if (page.success) return page.data;
  throw new UpstreamError('Coppice.0010', 'The remote registry answered with what is no list of services.');
}
