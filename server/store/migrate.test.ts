import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { expect, it } from 'vitest';
import { reportReceipt } from '../../core/console/receipt.ts';
import { readReceipt } from '../receipts/read-receipt.ts';
import * as first from './migrations/0001-registry-and-receipts.ts';
import * as second from './migrations/0002-settled-receipts.ts';
import type { Database } from './schema.ts';

it('keeps what a receipt of the first edition was settled with', async () => {
  const pglite = await PGlite.create({ parsers: { 20: Number } });
  const dialect = new PGliteDialect({ pglite });
  const store = new Kysely<Database>({ dialect });
  const bare = new Kysely<unknown>({ dialect });
  await first.up(bare);
  const version = { model_name: 'pose', model_version: '1.0.0', subscribed: false, services: [] };
  const affected = ['a', 'b', 'c'].map((model_id) => ({ model_id, ...version, verdict: 'beyond-limit' }));
  const call = { model_id: 'a', cascade: true, covers: ['a', 'b'] };
  await pglite.exec(`
    insert into accounts values ('acme', 'acme');
    insert into projects values ('vision', 'acme', 'vision');
    insert into deletions values ('vision', 'old', 'console', 'u', 'maria', 1000, 2000, 'halted',
      '${JSON.stringify({ affected, calls: [call] })}', '{"at": 1500, "present": ["b", "c"]}',
      '["pose"]', 'pose', 3, '{}', 0, 'some');
    insert into deletion_calls (project_id, deletion_id, call_number, call, sent_at)
      values ('vision', 'old', 1, '${JSON.stringify(call)}', 1000);
  `);

  await second.up(bare);
  const receipt = await readReceipt(store, 'vision', 'old');
  expect(receipt).toMatchObject({ ending: 'halted', reason: null, state: 'ended' });
  expect(receipt.checks).toEqual([{ at: 1500, after_calls: 1, present: ['b', 'c'] }]);
  expect(reportReceipt(receipt).counts).toMatchObject({ left: 2, unknown: 0 });
  await store.destroy();
});
