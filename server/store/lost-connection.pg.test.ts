import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestStore } from '../testing/setup/open-test-store.ts';

it('a connection that is lost between two statements fails its transaction, and nothing else', async () => {
  const { store, close } = await openTestStore('any');
  const broken = store.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(store);
    await sql`select 1`.execute(trx);
  });
  await expect(broken).rejects.toThrow();
  await sql`select 1`.execute(store);
  await close();
});
