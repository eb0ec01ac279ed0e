import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Whether a column contains a text, case-sensitively. The wildcards `%`, `_` and `\` are escaped. */
export function containsText(column: RawBuilder<unknown>, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} like ${`%${escapeLike(text)}%`}`;
}

/** Whether a column contains a text, case-insensitively. */
export function containsTextInAnyCase(column: RawBuilder<unknown>, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} ilike ${`%${escapeLike(text)}%`}`;
}

/** Whether any of several columns contains a text, case-insensitively. */
export function anyContains(columns: readonly string[], text: string): RawBuilder<SqlBool> {
  const each = columns.map((column) => containsTextInAnyCase(sql.ref(column), text));
  return sql<SqlBool>`(${sql.join(each, sql` or `)})`;
}

/** A text with the wildcards of `like` escaped. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
