import { describe, expect, it } from 'vitest';
import { deletionClient } from '../testing/clients/deletion-client.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
const { api, planned, read } = deletionClient(ctx);

describe('a receipt', () => {
  it('of another project is not there', async () => {
    const { deletion } = await planned(1);
    const stranger = await ctx.gateway.newProject();
    const answer = await api('GET', `/${deletion}`, undefined, stranger.operator.token);
    expect([answer.status, errorCode(answer)]).toEqual([404, 'Coppice.0006']);
  });

  it('can be read by a viewer, and not opened', async () => {
    const { deletion } = await planned(1);
    expect((await api('GET', `/${deletion}`, undefined, ctx.project.viewer.token)).status).toBe(200);
    const plan = (await read(deletion)).plan;
    expect((await api('POST', '', { plan }, ctx.project.viewer.token)).status).toBe(403);
  });

  it('is not opened with a plan that contradicts itself', async () => {
    const { deletion } = await planned(1);
    const { plan } = await read(deletion);
    const calls = [{ model_id: 'stranger', cascade: true, covers: ['stranger'] }];
    expect((await api('POST', '', { plan: { ...plan, calls } })).status).toBe(400);
    expect(
      (await api('POST', '', { plan: { ...plan, affected: [...plan.affected, ...plan.affected] } })).status,
    ).toBe(400);
  });
});
