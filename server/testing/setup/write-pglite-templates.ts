/** Writes databases to begin with into a folder, for make-pglite-templates.ts: `tables`, the same as `dump.tar`, and `sample`. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { openStore } from '../../store/open-store.ts';
import { fillWithSample } from './fill-with-sample.ts';
import { makeQueues } from './make-queues.ts';

const [, , folder = ''] = process.argv;
const [tables, sample] = [join(folder, 'tables'), join(folder, 'sample')];
mkdirSync(tables, { mode: 0o700 });
const opened = await openStore({ kind: 'directory', directory: tables });
await makeQueues(opened);
await opened.close();
const pglite = await PGlite.create({ dataDir: join(tables, 'db'), extensions: { pg_trgm } });
const blob = await pglite.dumpDataDir('none');
await pglite.close();
writeFileSync(join(folder, 'dump.tar'), new Uint8Array(await blob.arrayBuffer()));
cpSync(tables, sample, { recursive: true });
await fillWithSample(sample);
