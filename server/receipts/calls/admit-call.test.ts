import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { groupETag } from '../../../core/contract/group-etag.ts';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import { deletionClient } from '../../testing/clients/deletion-client.ts';
import { errorCode } from '../../testing/clients/http-client.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
const { anotherOperator, api, counts, models, planned, read, send } = deletionClient(ctx);

describe('the rounds of a cascade', () => {
  it('are let through one after the other, each for a version that is still open', async () => {
    const { deletion, ids } = await planned(41, { whole: true });
    expect((await send(deletion, ids[0] ?? '', true)).status).toBe(200);
    expect((await send(deletion, ids[1] ?? '', true)).status).toBe(409);
    expect((await send(deletion, ids[20] ?? '', true)).status).toBe(200);
    expect((await send(deletion, ids[40] ?? '')).status).toBe(200);
    expect(await counts(deletion)).toMatchObject({ deleted: 41, left: 0 });
  });

  it('are turned away when only some versions of the name were confirmed', async () => {
    const { deletion, ids } = await planned(2);
    expect((await send(deletion, ids[0] ?? '', true)).status).toBe(409);
    expect(await models()).toHaveLength(3);
  });

  it('keep the condition that they were sent with', async () => {
    const { deletion, ids } = await planned(2, { whole: true });
    const headers = { [DELETION_HEADER]: deletion, 'if-match': groupETag(ids) };
    await ctx.registry.call('DELETE', `/models/${ids[0]}?cascade=true`, undefined, headers);
    expect((await read(deletion)).calls[0]?.call.if_match).toBe(groupETag(ids));
  });

  it('may be sent again when the condition was not met: nothing was done', async () => {
    const { deletion, ids } = await planned(2, { whole: true });
    await ctx.registry.create('pose', '9.0.0');
    const headers = { [DELETION_HEADER]: deletion, 'if-match': groupETag(ids) };
    const path = `/models/${ids[0]}?cascade=true`;
    const refused = await ctx.registry.call('DELETE', path, undefined, headers);
    expect([refused.status, errorCode(refused)]).toEqual([412, 'Coppice.0009']);
    expect(await counts(deletion)).toMatchObject({ left: 2 });
    expect((await send(deletion, ids[0] ?? '')).status).toBe(200);
  });
});

it('is true for each of two operators who cascade one name at the same moment', async () => {
  const ids = await ctx.registry.createMany('pose', 41);
  const request = { listed: await models(), chosen: new Set(ids) };
  const plan = planDeletion(request, new Map());
  const tokens = [ctx.project.operator.token, (await anotherOperator()).token];
  // Both are opened before either acts: a plan of what is gone would be refused.
  const deletions = await Promise.all(
    tokens.map(async (token) => {
      const { body } = await api('POST', '', { plan }, token);
      return { token, ...z.object({ deletion_id: z.string() }).parse(body) };
    }),
  );
  await Promise.all(
    deletions.map(({ deletion_id, token }) => {
      const headers = { [DELETION_HEADER]: deletion_id };
      const path = `/v1/${ctx.project.project_id}/models/${ids[0]}?cascade=true`;
      return ctx.gateway.http('DELETE', path, { token, headers });
    }),
  );
  for (const { deletion_id, token } of deletions) {
    await api('POST', `/${deletion_id}/end`, { ending: 'stopped' }, token);
  }
  const listed = new Set((await models()).map((model) => model.model_id));
  const reports = await Promise.all(
    deletions.map(async ({ deletion_id }) => reportReceipt(await read(deletion_id))),
  );
  for (const { rows } of reports) {
    for (const row of rows)
      expect([row.model_id, row.outcome === 'left']).toEqual([row.model_id, listed.has(row.model_id)]);
  }
  const deleted = reports.flatMap(({ rows }) => rows.filter((row) => row.outcome === 'deleted'));
  expect(new Set(deleted.map((row) => row.model_id)).size).toBe(deleted.length);
  expect(deleted).toHaveLength(41 - listed.size);
});
