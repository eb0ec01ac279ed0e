import { sql } from 'kysely';
import { migrate, migrateAsFarAs } from '../store/migrate.ts';
import { APPLICATION_NAME } from '../store/open-store.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { checkBackup, readBackup, type WholeBackup } from './read-backup.ts';
import { MIGRATION_TABLES, TABLE_NAMES } from './tables.ts';

/** The database is not one to restore into; the message says why and what to do. */
export class RestoreRefused extends Error {}

/**
 * Replaces all that a database holds by a backup, and brings its tables up to date; in one transaction, so all of it or
 * nothing. The backup is read twice: to its end before anything is changed, and to be restored.
 *
 * @param store a database that may be of an older Coppice, or without any tables.
 * @param over whether the database may hold something, which is lost.
 * @throws NotABackup; RestoreRefused when the database is not empty, or gateways are using it; NewerMigrations.
 */
export async function restoreBackup(
  store: Store,
  path: string,
  over: 'empty' | 'anything',
): Promise<WholeBackup> {
  const backup = await checkBackup(path);
  await store.transaction().execute(async (trx) => {
    await requireNoGateway(trx);
    if (over === 'empty') await requireEmpty(trx);
    await dropTables(trx);
    await migrateAsFarAs(trx, backup.header.migrations);
    for await (const { table, rows } of readBackup(path)) await putBack(trx, table, rows);
    await migrate(trx);
    await continueNumbers(trx);
  });
  // The embedded database has nobody who does this in passing, and plans searches badly without.
  await sql`analyze`.execute(store);
  return backup;
}

async function requireNoGateway(trx: StoreTransaction): Promise<void> {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and starts_with(application_name, ${APPLICATION_NAME}) and pid <> pg_backend_pid()
  `.execute(trx);
  if (rows.length > 0)
    throw new RestoreRefused('A Coppice is connected to the database. Stop every gateway, then try again.');
}

async function requireEmpty(trx: StoreTransaction): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('accounts') is not null as there`.execute(
    trx,
  );
  if (!rows[0]?.there) return;
  const anybody = await trx.selectFrom('accounts').select('account_id').limit(1).executeTakeFirst();
  if (!anybody) return;
  throw new RestoreRefused(
    'There are accounts already, and a backup replaces everything. Restore into another place, or add --force.',
  );
}

async function dropTables(trx: StoreTransaction): Promise<void> {
  const tables = [...TABLE_NAMES, ...MIGRATION_TABLES].map((name) => sql.table(name));
  await sql`drop table if exists ${sql.join(tables)}`.execute(trx);
}

/** What the database numbers by itself goes on after what was put back. */
async function continueNumbers(trx: StoreTransaction): Promise<void> {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'
  `.execute(trx);
  for (const { table_name, column_name } of rows) {
    const last = sql`(select coalesce(max(${sql.ref(column_name)}), 0) from ${sql.table(table_name)})`;
    await sql`select setval(pg_get_serial_sequence(${table_name}, ${column_name}), ${last} + 1, false)`.execute(
      trx,
    );
  }
}

async function putBack(trx: StoreTransaction, table: string, rows: string): Promise<void> {
  const name = sql.table(table);
  await sql`insert into ${name} select * from json_populate_recordset(null::${name}, ${rows}::json)`.execute(
    trx,
  );
}
