import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { DELETION_HEADER } from '../../core/console-api/deletions/receipts.ts';
import { TABLE_NAMES } from '../backup/tables.ts';
import { registryClient } from '../testing/clients/registry-client.ts';
import { newPostgresDatabase } from '../testing/setup/open-test-store.ts';
import { startGateway } from '../testing/setup/start-gateway.ts';
import { openStore } from './open-store.ts';
import { PREPARED } from './prepared.ts';

it.each([
  [true, 1],
  [false, 0],
])('a statement that is marked so is prepared once: %s', async (isPreparing, times) => {
  const url = await newPostgresDatabase();
  const { store, close } = await openStore({ kind: 'postgres', url, connections: 1, isPreparing });
  const read = () => store.selectFrom('accounts').select('name').modifyEnd(PREPARED).execute();
  expect([await read(), await read()]).toEqual([[], []]);
  const { rows } = await sql`select statement from pg_prepared_statements`.execute(store);
  expect(rows.length).toBe(times);
  await close();
});

it('what is prepared goes on while a newer gateway adds to the tables', async () => {
  const gateway = await startGateway();
  const project = await gateway.newProject();
  const { token } = project.operator;
  const registry = registryClient(gateway, project);
  const ids = await registry.createMany('pose', 5);
  const remove = async (id = '', cascade = false) => {
    const { status, headers } = await registry.call('DELETE', `/models/${id}?cascade=${cascade}`);
    const receipt = await gateway.http('GET', `/api/deletions/${headers.get(DELETION_HEADER)}`, { token });
    expect([status, receipt.status]).toEqual([200, 200]);
  };
  await remove(ids[0]);
  await remove(ids[1]);
  for (const table of TABLE_NAMES) {
    await sql`alter table ${sql.table(table)} add column added_later text`.execute(gateway.store);
  }
  await remove(ids[2]);
  await remove(ids[3], true);
  await gateway.close();
});
