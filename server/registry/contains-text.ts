import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Whether a column holds a text, letter for letter: `%`, `_` and `\` stand for themselves. */
export function containsText(column: RawBuilder<unknown>, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} like ${`%${escapeLike(text)}%`}`;
}

/** The same, whatever the letters' case. */
export function containsTextInAnyCase(column: RawBuilder<unknown>, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} ilike ${`%${escapeLike(text)}%`}`;
}

/** A text as a pattern of `like` that stands for itself. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
