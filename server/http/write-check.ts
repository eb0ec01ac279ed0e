import { setTimeout as after } from 'node:timers/promises';
import { sql } from 'kysely';
import { codeOf } from '../store/directory-unusable.ts';
import type { Store } from '../store/schema.ts';

/** For how long what a try found counts, in ms: however often it is asked for, a write is tried no more often. */
export const CHECK_EVERY_MS = 1_000;

/** How long a try may take before it counts as failed, in ms. */
const WRITE_TIMEOUT_MS = 5_000;

/** Why nothing can be written to the database, as far as a stranger may know, and all that is known; undefined when it can. */
export type Unwritable = { reason: string; error: unknown } | undefined;

/**
 * Finds out whether the database takes writes, by writing.
 *
 * @param checkEvery for how long what was found counts, in ms.
 */
export function writeCheck(store: Store, checkEvery: number): () => Promise<Unwritable> {
  let found: Promise<Unwritable> | undefined;
  return async () => {
    if (!found) {
      found = tryToWrite(store);
      // Not before it has come to an end: tries at a database that hangs do not pile up.
      void found.then(() =>
        setTimeout(() => {
          found = undefined;
        }, checkEvery).unref(),
      );
    }
    const impatience = new AbortController();
    const tooLong = after(WRITE_TIMEOUT_MS, SILENT, { ref: false, signal: impatience.signal }).catch(
      () => SILENT,
    );
    try {
      return await Promise.race([found, tooLong]);
    } finally {
      impatience.abort();
    }
  };
}

/** So little memory that what is sorted in it goes to the disk, and enough to be sorted. */
const SORT_MEMORY = '64kB';
const SORTED = 2_000;

/**
 * Writes a row as it is, which a database that only reads refuses; and has a sort write and remove a file, which a full
 * disk refuses. A row alone would find room for long in pages and logs that are there.
 */
async function tryToWrite(store: Store): Promise<Unwritable> {
  try {
    await store.transaction().execute(async (trx) => {
      await sql`set local work_mem = ${sql.lit(SORT_MEMORY)}`.execute(trx);
      await sql`update sealing_secret set fingerprint = fingerprint`.execute(trx);
      await sql`select count(*) from (
        select md5(number::text) from generate_series(1, ${sql.lit(SORTED)}) as number order by 1
      ) as sorted`.execute(trx);
    });
    return undefined;
  } catch (error) {
    return { reason: reasonFor(codeOf(error)), error };
  }
}

const SILENT = { reason: 'The database does not answer.', error: new Error('It took too long') };

/** Source: PostgreSQL, Appendix A, error codes. */
function reasonFor(code: string | undefined): string {
  switch (code) {
    case '53100':
      return "Nothing can be written: the database's disk is full. Free some space there.";
    case '25006':
      return 'Nothing can be written: the database is read-only, or a standby. Point DATABASE_URL at one that takes writes.';
    case '42501':
      return 'Nothing can be written: the database has no right to, or its file system is mounted read-only. Look in the log.';
    case '58030':
      return "Nothing can be written: the database's disk fails. Look in the log.";
    default:
      return SILENT.reason;
  }
}
