import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { nth } from '../../core/testing/must.ts';
import { insertModels } from '../registry/models/insert-models.ts';
import type { StoreTransaction } from '../store/schema.ts';
import { syncClient } from '../testing/clients/sync-client.ts';
import { stopService } from '../testing/fixtures/stop-service.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { setUpRemote } from '../testing/setup/set-up-remote.ts';
import type { TestGateway } from '../testing/setup/start-gateway.ts';
import { openMetrics } from './metrics.ts';

/** The figures of some name that are not 0, by their labels as they are written. */
async function figures(gateway: TestGateway, name: string): Promise<Record<string, number>> {
  const { body } = await gateway.http('GET', '/metrics');
  const lines = String(body)
    .split('\n')
    .flatMap((line): [string, number][] => {
      const [, labels, value] =
        /^(?:[a-z_]+)\{(.*)\} (\d+)$/.exec(line.startsWith(`${name}{`) ? line : '') ?? [];
      return labels === undefined || value === '0' ? [] : [[labels, Number(value)]];
    });
  return Object.fromEntries(lines);
}

const IDS = ['published', 'failed', 'levitating'].map((status) => `id-of-${status}`);

/** One version of each of three statuses, one of which the contract does not list; each ten times as large as the last. */
async function insertEach(trx: StoreTransaction, project_id: string): Promise<void> {
  const models = IDS.map((model_id, place) => ({
    ...{ model_id, model_name: 'pose', model_version: `1.0.${place}`, model_type: 'Custom' },
    ...{ model_status: model_id.replace('id-of-', ''), model_size: 10 ** place, create_at: 0 },
    ...{ description: '', owner: '', tenant: '', subscription_id: null, detail: {} },
  }));
  await insertModels(trx, project_id, models);
}

const of = (status: string, use: string) => `status="${status}",use="${use}"`;

describe('a registry of its own', () => {
  const ctx = setUpGateway();

  it('is told by status and use, of all its projects together, and names nobody', async () => {
    const { store } = ctx.gateway;
    const other = await ctx.gateway.newProject();
    for (const project of [ctx.project, other]) {
      const { project_id } = project;
      await store.transaction().execute((trx) => insertEach(trx, project_id));
    }
    const [running, atRest] = [nth(IDS, 0), nth(IDS, 1)];
    const { registry } = ctx;
    await registry.deploy('live', [running]);
    await stopService(store, ctx.project.project_id, await registry.deploy('old', [running, atRest]));

    expect(await figures(ctx.gateway, 'coppice_versions')).toEqual({
      [of('published', 'running')]: 1,
      [of('published', 'none')]: 1,
      [of('failed', 'at-rest')]: 1,
      [of('failed', 'none')]: 1,
      [of('other', 'none')]: 2,
    });
    expect(await figures(ctx.gateway, 'coppice_version_bytes')).toEqual({
      [of('published', 'running')]: 1,
      [of('published', 'none')]: 1,
      [of('failed', 'at-rest')]: 10,
      [of('failed', 'none')]: 10,
      [of('other', 'none')]: 200,
    });
    await registry.remove(nth(IDS, 2));
    expect(await figures(ctx.gateway, 'coppice_versions')).toMatchObject({ [of('other', 'none')]: 1 });
    const { body } = await ctx.gateway.http('GET', '/metrics');
    for (const name of ['pose', 'levitating', ctx.project.project_id])
      expect(String(body)).not.toContain(name);
  });
});

describe('the copy of a remote registry', () => {
  const ctx = setUpRemote();

  it('is told as it is known: what no service is known to use is not unused while not all are', async () => {
    const [used = ''] = await ctx.registry.createMany('pose', 3);
    await ctx.registry.deploy('live', [used]);
    const sync = await syncClient(ctx.front, await ctx.signInToConsole());
    await sync.untilIdle();
    expect(await figures(ctx.front, 'coppice_versions')).toEqual({
      [of('published', 'running')]: 1,
      [of('published', 'none')]: 2,
    });
    const what = JSON.stringify([{ what: 'services', why: 'odd', about: 'services' }]);
    await sql`update mirrors set unreadable = ${what}::jsonb`.execute(ctx.front.store);
    expect(await figures(ctx.front, 'coppice_versions')).toEqual({
      [of('published', 'running')]: 1,
      [of('published', 'unknown')]: 2,
    });
  });
});

it('what cannot be read is left out, and read again at the next look', async () => {
  const metrics = openMetrics();
  const troubles: unknown[] = [];
  let isBroken = true;
  metrics.readTogether({
    helps: { coppice_test: 'A figure.' },
    labels: ['kind'],
    read: async () => {
      if (isBroken) throw new Error('no database');
      return [{ labels: { kind: 'some' }, values: { coppice_test: 7 } }];
    },
    onTrouble: (error) => troubles.push(error),
  });
  const broken = (await metrics.write()).text;
  expect(broken).toContain('coppice_deletions_total');
  expect(broken).not.toContain('coppice_test{');
  expect(troubles).toHaveLength(1);
  isBroken = false;
  expect((await metrics.write()).text).toContain('coppice_test{kind="some"} 7\n');
});
