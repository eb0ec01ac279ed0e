import { expect, it } from 'vitest';
import { openDeletionOf } from '../../testing/fixtures/open-deletion-of.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

it.each(['/export?format=csv', '/ID/export?format=csv'])(
  'exports CSV that Excel reads as UTF-8, by a mark at its very beginning: %s',
  async (path) => {
    const { token } = ctx.project.operator;
    const { project_id } = ctx.project;
    const version = { model_id: 'pose-1', model_name: '人体姿态估计', model_version: '1.0.0' };
    const deletion_id = await openDeletionOf(ctx.gateway, project_id, token, version);
    const exported = await fetch(`${ctx.gateway.url}/api/deletions${path.replace('ID', deletion_id)}`, {
      headers: { 'x-auth-token': token },
    });
    const bytes = Buffer.from(await exported.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const text = bytes.subarray(3).toString('utf8');
    expect(text).toMatch(/^(outcome|deletion_id),/);
    expect(text).toContain('人体姿态估计,1.0.0,pose-1');
    expect(text).not.toContain('\uFEFF');
  },
);
