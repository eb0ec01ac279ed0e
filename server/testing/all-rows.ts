import { sql } from 'kysely';
import { TABLE_NAMES } from '../backup/tables.ts';
import type { Store } from '../store/schema.ts';

/** Every row of every table that is there, as PostgreSQL writes it in JSON, in the order of that text. */
export async function allRows(store: Store): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const name of TABLE_NAMES) {
    const found = await sql<{ there: boolean }>`select to_regclass(${name}) is not null as there`.execute(
      store,
    );
    if (!found.rows[0]?.there) continue;
    const { rows } = await sql<{ row: string }>`
      select row_to_json(kept)::text as row from ${sql.table(name)} as kept
    `.execute(store);
    all[name] = rows.map(({ row }) => row).sort();
  }
  return all;
}
