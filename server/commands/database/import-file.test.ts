import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownDatabase, runCoppice } from '../../testing/clients/run-coppice.ts';

const PLACE = ['--account', 'acme', '--project', 'lab'];

it('imports a file of UTF-16 with a mark, and says what it left out', { timeout: 60_000 }, async () => {
  const env = await ownDatabase();
  const added = runCoppice(['user', 'add', 'kim', ...PLACE, '--role', 'viewer'], env, 'secret words');
  expect((await added.ended).code).toBe(0);
  const rows = [
    { model_name: 'pose', model_version: '1.0.0', model_type: 'PyTorch', model_id: 'a', owner: 'kim' },
  ];
  const file = join(env.COPPICE_DATA, 'models.json');
  writeFileSync(file, Buffer.from(`\uFEFF${JSON.stringify({ total_count: 9, models: rows })}`, 'utf16le'));
  const { code, out } = await runCoppice(['import', file, ...PLACE], env).ended;
  expect([code, out.split('\n')]).toEqual([
    0,
    [
      'Imported 1 model into lab of acme.',
      'Left out, as a model has no place for it here: owner (1 row).',
      'The answer on line 1 has 1 of 9 models; the others are not in the file.',
      '',
    ],
  ]);
});

it('names in its help every field, and what else it reads', async () => {
  const { out } = await runCoppice(['import', '--help'], {}).ended;
  for (const word of 'model_name model_version model_type source_location model_id create_at MLflow'.split(
    ' ',
  ))
    expect(out).toContain(word);
});
