import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Whether a column holds a text, letter for letter: `%`, `_` and `\` stand for themselves. */
export function containsText(column: RawBuilder<unknown>, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} like ${`%${escapeLike(text)}%`}`;
}

/** The same, whatever the letters' case. */
export function containsTextInAnyCase(column: RawBuilder<unknown>, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} ilike ${`%${escapeLike(text)}%`}`;
}

/** Whether any of several columns holds a text, whatever the letters' case. */
export function anyContains(columns: readonly string[], text: string): RawBuilder<SqlBool> {
  const each = columns.map((column) => containsTextInAnyCase(sql.ref(column), text));
  return sql<SqlBool>`(${sql.join(each, sql` or `)})`;
}

/** A text as a pattern of `like` that stands for itself. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
