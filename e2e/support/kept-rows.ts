import pg from 'pg';
import { TABLE_NAMES } from '../../server/backup/tables.ts';

/** The rows of a database as they were at one moment. */
export type KeptRows = {
  /** Makes the database hold these rows again, and no others. */
  putBack: () => Promise<void>;
  close: () => Promise<void>;
};

/** Keeps every row of a database on PostgreSQL beside its tables. */
export async function keepRows(databaseUrl: string): Promise<KeptRows> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const copies = TABLE_NAMES.map((table) => `create table kept.${table} as table public.${table};`);
  await client.query(['create schema kept;', ...copies].join('\n'));
  const inserts = TABLE_NAMES.map((table) => `insert into public.${table} table kept.${table};`);
  const all = TABLE_NAMES.map((table) => `public.${table}`).join(', ');
  const statements = ['begin;', `truncate ${all};`, ...inserts, 'commit;'].join('\n');
  return {
    putBack: async () => {
      await client.query(statements);
    },
    close: () => client.end(),
  };
}
