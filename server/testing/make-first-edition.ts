/**
 * Makes `first-edition.tar.zst`, the data directory that the upgrade test starts from, and that is never made anew: what
 * is tested is that files written then are read now. It was run once, on 25 Nov 2026, with PGlite 0.5.16
 * (`node server/testing/make-first-edition.ts`); only the first migration is in it, and a row in every table. Zstandard
 * with a window over all of it, as the three databases of a PostgreSQL are mostly the same: 1.2 MB, where gzip takes 4.7.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import * as first from '../store/migrations/0001-registry-and-receipts.ts';

const pglite = await PGlite.create();
const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
const getMigrations = async () => ({ '0001-registry-and-receipts': first });
const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest();
if (error) throw error;
await pglite.exec(readFileSync(join(import.meta.dirname, 'first-edition.sql'), 'utf8'));
await pglite.exec('checkpoint');
const tar = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
const params = {
  [constants.ZSTD_c_compressionLevel]: 19,
  [constants.ZSTD_c_windowLog]: 26,
  [constants.ZSTD_c_enableLongDistanceMatching]: 1,
};
writeFileSync(join(import.meta.dirname, 'first-edition.tar.zst'), zstdCompressSync(tar, { params }));
await db.destroy();
