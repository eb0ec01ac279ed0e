import { expect, it } from 'vitest';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { openMetrics } from './metrics.ts';

const ctx = setUpGateway();

/** What a figure is now, by its name and labels as they are written; 0 before it is first counted. */
async function figure(name: string): Promise<number> {
  const { body } = await ctx.gateway.http('GET', '/metrics');
  const line = String(body)
    .split('\n')
    .find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length) ?? 0);
}

const outcome = (name: string) => `coppice_deletions_total{outcome="${name}"}`;
const requests = (labels: string) => `coppice_http_request_duration_seconds_count{${labels}}`;

it('counts what became of each version, as the answers told it', async () => {
  const [first, second, used] = await ctx.registry.createMany('pose', 3);
  await ctx.registry.deploy('live', [used]);
  const before = [await figure(outcome('deleted')), await figure(outcome('failed'))];
  await ctx.registry.remove(second);
  await ctx.registry.remove(first, true);
  const after = [await figure(outcome('deleted')), await figure(outcome('failed'))];
  expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([2, 1]);
  expect(await figure('coppice_deletion_calls_total{status="200"}')).toBe(2);
});

it('does not count a call that was not let through', async () => {
  const before = await figure('coppice_deletion_calls_total{status="404"}');
  await ctx.registry.call('DELETE', '/models/nothing?cascade=false');
  expect(await figure('coppice_deletion_calls_total{status="404"}')).toBe(before);
});

it('counts requests by route and not by address, and its own not at all', async () => {
  const labels = 'method="GET",route="/v1/:project_id/models/:model_id",status="404"';
  const before = await figure(requests(labels));
  for (const id of ['a', 'b', 'c']) await ctx.registry.call('GET', `/models/${id}`);
  expect(await figure(requests(labels))).toBe(before + 3);
  const { body, headers } = await ctx.gateway.http('GET', '/metrics');
  expect(headers.get('content-type')).toContain('text/plain');
  expect(String(body)).not.toContain(ctx.project.project_id);
  expect(String(body)).not.toContain('route="/metrics"');
});

it('has one figure for all addresses that nobody answers at', async () => {
  const labels = 'method="GET",route="none",status="404"';
  const before = await figure(requests(labels));
  for (const path of ['/api/a', '/api/b', '/v1/c']) await ctx.gateway.http('GET', path);
  expect(await figure(requests(labels))).toBe(before + 3);
});

it('tells of its memory and its event loop', async () => {
  expect(await figure('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  const { body } = await ctx.gateway.http('GET', '/metrics');
  expect(String(body)).toContain('nodejs_eventloop_lag_p99_seconds');
});

it('reads a gauge when somebody looks, and keeps the figures of two gateways apart', async () => {
  let clients = 3;
  const [one, other] = [openMetrics(), openMetrics()];
  one.gauge('coppice_event_clients', 'Consoles that listen.', () => clients);
  clients = 5;
  expect((await one.write()).text).toContain('coppice_event_clients 5\n');
  expect((await other.write()).text).not.toContain('coppice_event_clients');
});
