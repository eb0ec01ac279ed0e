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
  const all = TABLE_NAMES.map((table) => `public.${table}`).join(', ');
  const statements = [
    'begin;',
    // Whoever writes waits; and rows that others refer to may go and come back.
    `lock table ${all} in access exclusive mode;`,
    'set local session_replication_role = replica;',
    ...TABLE_NAMES.map(putBackRows),
    'commit;',
  ].join('\n');
  return {
    putBack: async () => {
      await client.query(statements);
    },
    close: () => client.end(),
  };
}

/** Takes away the rows that are not as they were, and brings those back: a journey changes few, and filling a table costs its indexes. */
function putBackRows(table: string): string {
  const [now, then] = [`public.${table}`, `kept.${table}`];
  return `
    delete from ${now} as now where not exists (select from ${then} as kept where kept::text = now::text);
    insert into ${now} select * from ${then} as kept where not exists (select from ${now} as now where now::text = kept::text);
  `;
}
