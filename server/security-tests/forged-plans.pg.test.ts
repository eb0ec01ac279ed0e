import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Receipt, reportReceipt } from '../../core/console-api/deletions/receipt.ts';
import {
  DELETION_HEADER,
  MAX_PLANNED_VERSIONS,
  ReceiptPage,
} from '../../core/console-api/deletions/receipts.ts';
import { ModelListItem } from '../../core/contract/model.ts';
import type { Plan } from '../../core/deletion/plan.ts';
import { planDeletion } from '../../core/deletion/plan-deletion.ts';
import { first } from '../../core/testing/must.ts';
import { MAX_OPEN_DELETIONS } from '../receipts/open-deletion.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { setUpRemote } from '../testing/setup/set-up-remote.ts';

const own = setUpGateway();
const remote = setUpRemote();

/** Whoever confirms plans at a gateway, and the registry behind it. */
const SIDES = {
  'a registry of its own': {
    registry: () => own.registry,
    ask: async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      own.gateway.http(method, path, {
        token: own.project.operator.token,
        headers,
        ...(body !== undefined && { body }),
      }),
    project: () => own.project.project_id,
  },
  'a remote registry': {
    registry: () => remote.registry,
    ask: async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      remote.front.http(method, path, {
        cookie: await remote.signIn(),
        origin: remote.front.url,
        headers,
        ...(body !== undefined && { body }),
      }),
    project: () => remote.project.project_id,
  },
} as const;

describe.each(Object.entries(SIDES))('before %s', (_side, { registry, ask, project }) => {
  const open = (plan: unknown) => ask('POST', '/api/deletions', { plan });
  const listed = async () => z.array(ModelListItem).parse((await registry().list()).models);

  /** The honest plan to delete one version of a name, or all of them. */
  async function planFor(name: string, count: number, { whole = false } = {}): Promise<Plan> {
    const ids = await registry().createMany(name, count);
    return planDeletion(
      { listed: await listed(), chosen: new Set(whole ? ids : ids.slice(0, 1)) },
      new Map(),
    );
  }

  it('nothing is deleted under the name of something else', async () => {
    const plan = await planFor('payroll-prod', 1);
    const affected = plan.affected.map((version) => ({
      ...version,
      model_name: 'scratch-test',
      model_version: '0.0.1',
    }));
    const answer = await open({ ...plan, affected });
    expect([answer.status, errorCode(answer)]).toEqual([409, 'Coppice.0015']);
    expect(answer.body).toMatchObject({ error_msg: expect.stringContaining('payroll-prod 1.0.0') });
    expect(ReceiptPage.parse((await ask('GET', '/api/deletions')).body).deletions).toEqual([]);
  });

  it('no receipt is opened for ids that there never were', async () => {
    const plan = await planFor('pose', 1);
    const text = JSON.stringify(plan).replaceAll(
      plan.affected[0]?.model_id ?? 'none',
      '00000000-0000-4000-8000-000000000000',
    );
    const answer = await open(JSON.parse(text));
    expect([answer.status, errorCode(answer)]).toEqual([409, 'Coppice.0015']);
  });

  it('no cascade is let through over a version that nobody confirmed', async () => {
    const plan = await planFor('pose', 2, { whole: true });
    await registry().create('pose', '9.9.9');
    const answer = await open(plan);
    expect([answer.status, errorCode(answer)]).toEqual([409, 'Coppice.0015']);
    expect((await registry().list()).total_count).toBe(3);
  });

  it('a receipt has the status, size and services that the registry says, whatever the page said', async () => {
    const plan = await planFor('pose', 1);
    const version = first(plan.affected);
    await registry().deploy('gateway', [version.model_id]);
    const claim = { service_id: 'x', service_name: 'nobody', status: 'stopped', infer_type: 'batch' };
    const forged = { model_status: 'failed', model_size: 7, subscribed: true, services: [claim] };
    const affected = [{ ...version, ...forged, verdict: 'blocked' }];
    const answer = await open({ ...plan, affected });
    const { deletion_id } = z.object({ deletion_id: z.string() }).parse(answer.body);
    const receipt = Receipt.parse((await ask('GET', `/api/deletions/${deletion_id}`)).body);
    expect(receipt.plan.affected[0]).toMatchObject({
      model_status: 'published',
      subscribed: false,
      verdict: 'blocked',
      services: [{ service_name: 'gateway' }],
    });
    expect(receipt.plan.affected[0]?.model_size).not.toBe(7);
  });

  it('an honest plan is opened, and its version found by its own name afterwards', async () => {
    const plan = await planFor('pose', 1);
    const [version] = plan.affected;
    const answer = await open(plan);
    const { deletion_id } = z.object({ deletion_id: z.string() }).parse(answer.body);
    const path = `/v1/${project()}/models/${version?.model_id}?cascade=false`;
    expect((await ask('DELETE', path, undefined, { [DELETION_HEADER]: deletion_id })).status).toBe(200);
    const receipt = Receipt.parse((await ask('GET', `/api/deletions/${deletion_id}`)).body);
    expect(reportReceipt(receipt).rows).toMatchObject([{ model_name: 'pose', outcome: 'deleted' }]);
    const found = ReceiptPage.parse((await ask('GET', '/api/deletions?name=pose')).body);
    expect(found.deletions).toMatchObject([{ deletion_id }]);
  });
});

it('a viewer settles nothing, and changes nothing by trying', async () => {
  const [id] = await own.registry.createMany('pose', 1);
  await own.registry.remove(id);
  const { token } = own.project.viewer;
  const [deletion] = ReceiptPage.parse(
    (await own.gateway.http('GET', '/api/deletions', { token })).body,
  ).deletions;
  const path = `/api/deletions/${deletion?.deletion_id}`;
  const before = await own.gateway.http('GET', path, { token });
  const answer = await own.gateway.http('POST', `${path}/verify`, { token });
  expect([answer.status, errorCode(answer)]).toEqual([403, 'ModelArts.0108']);
  expect((await own.gateway.http('GET', path, { token })).body).toEqual(before.body);
});

it('a plan has an end, and so have the deletions that one person has going on', async () => {
  const { ask } = SIDES['a registry of its own'];
  const open = (posted: unknown) => ask('POST', '/api/deletions', { plan: posted });
  const [id] = await own.registry.createMany('pose', 1);
  const listed = z.array(ModelListItem).parse((await own.registry.list()).models);
  const plan = planDeletion({ listed, chosen: new Set([id]) }, new Map());
  const [version] = plan.affected;
  const many = Array.from({ length: MAX_PLANNED_VERSIONS + 1 }, () => version);
  const tooLong = await open({ ...plan, affected: many });
  expect([tooLong.status, errorCode(tooLong)]).toEqual([400, 'Coppice.0005']);
  expect(JSON.stringify(tooLong.body)).toContain(String(MAX_PLANNED_VERSIONS));

  for (let opened = 0; opened < MAX_OPEN_DELETIONS; opened += 1) {
    expect((await open(plan)).status).toBe(201);
  }
  const tooMany = await open(plan);
  expect([tooMany.status, errorCode(tooMany)]).toEqual([429, 'Coppice.0016']);
  const [last] = ReceiptPage.parse((await ask('GET', '/api/deletions')).body).deletions;
  await ask('POST', `/api/deletions/${last?.deletion_id}/end`, { ending: 'stopped' });
  expect((await open(plan)).status).toBe(201);
});
