import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { VERSION } from '../version.ts';
import { END, type Ending, type Header } from './backup-format.ts';
import { TABLE_NAMES } from './tables.ts';

/**
 * Writes all rows of all tables as they are at one moment, a few at a time, and ends the output. On PGlite, which has
 * one connection, everybody else waits until it is done.
 */
export async function writeBackup(store: Store, output: Writable): Promise<void> {
  await store
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((trx) => pipeline(linesOf(trx), createGzip(), output));
}

async function* linesOf(trx: StoreTransaction): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let count = 0;
  const hashed = (line: string) => {
    hash.update(line);
    return line;
  };
  yield hashed(`${JSON.stringify(await headerOf(trx))}\n`);
  for (const table of await tablesIn(trx)) {
    for await (const rows of rowsOf(trx, table)) {
      count += rows.length;
      for (const some of inLines(rows)) yield hashed(`${table} [${some.join(',')}]\n`);
    }
  }
  const ending: Ending = { rows: count, sha256: hash.digest('hex') };
  yield `${END} ${JSON.stringify(ending)}\n`;
}

async function headerOf(trx: StoreTransaction): Promise<Header> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(trx);
  return {
    format: 'coppice-backup',
    edition: 1,
    made_by: VERSION,
    made_at: new Date().toISOString(),
    migrations: rows.map((row) => row.name),
  };
}

/** Those that are there: a database of an older Coppice lacks the newer ones. */
async function tablesIn(trx: StoreTransaction): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${[...TABLE_NAMES]}::text[]) with ordinality as known (name, place)
    where to_regclass(name) is not null order by place
  `.execute(trx);
  return rows.map((row) => row.name);
}

/** As many rows in a line as make it so long, in characters; one by itself may be longer. */
const LINE = 4 * 1024 * 1024;

function* inLines(rows: readonly string[]): Generator<string[]> {
  let line: string[] = [];
  let length = 0;
  for (const row of rows) {
    if (line.length > 0 && length + row.length > LINE) {
      yield line;
      line = [];
      length = 0;
    }
    line.push(row);
    length += row.length;
  }
  yield line;
}

/** Rows that are in memory at a time. The plan of one deletion may be megabytes. */
const BATCH = 500;
const BATCH_OF_DELETIONS = 5;

/** The rows of a table as JSON text, which is passed on as it is: numbers keep every digit. */
async function* rowsOf(trx: StoreTransaction, table: string): AsyncGenerator<string[]> {
  const batch = sql.lit(table === 'deletions' ? BATCH_OF_DELETIONS : BATCH);
  await sql`
    declare backup_rows no scroll cursor for select row_to_json(kept)::text as kept from ${sql.table(table)} as kept
  `.execute(trx);
  for (;;) {
    const { rows } = await sql<{ kept: string }>`fetch ${batch} from backup_rows`.execute(trx);
    if (rows.length === 0) break;
    yield rows.map((row) => row.kept);
  }
  await sql`close backup_rows`.execute(trx);
}
