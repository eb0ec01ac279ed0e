import { expect, it } from 'vitest';
import { insertModels } from '../registry/insert-models.ts';
import { hostileModel } from '../testing/hostile-rows.ts';
import { stage } from '../testing/stage.ts';

const at = stage();

it.each(['/export?format=csv', '/ID/export?format=csv'])(
  'exports CSV that Excel reads as UTF-8, by a mark at its very beginning: %s',
  async (path) => {
    const { token } = at.project.operator;
    const { project_id } = at.project;
    const version = { model_id: 'pose-1', model_name: '人体姿态估计', model_version: '1.0.0' };
    await at.gateway.store
      .transaction()
      .execute((trx) => insertModels(trx, project_id, [{ ...hostileModel(version.model_id), ...version }]));
    const affected = [{ ...version, subscribed: false, services: [], verdict: 'delete' }];
    const calls = [{ model_id: 'pose-1', cascade: false, covers: ['pose-1'] }];
    const body = { plan: { affected, calls } };
    const opened = await at.gateway.http('POST', '/api/deletions', { token, body });
    const { deletion_id } = Object(opened.body);
    const exported = await fetch(`${at.gateway.url}/api/deletions${path.replace('ID', deletion_id)}`, {
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
