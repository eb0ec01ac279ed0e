import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';

const MARK = '/* prepared */';

/**
 * Marks a statement that is asked often, and always the same but for its values: `query.modifyEnd(PREPARED)`. PostgreSQL
 * then reads and plans it once on a connection and not each time, which is half of what a short one takes. It names its
 * columns one by one, as a table may get more of them while a plan is kept. Not for lists, which are best looked up in
 * ways that depend on the values.
 */
export const PREPARED = sql.raw(MARK);

/** Has a connection prepare the statements that are marked so. */
export function prepareMarked(client: pg.ClientBase): void {
  const { query } = client;
  Object.defineProperty(client, 'query', {
    value: (text: unknown, values?: unknown, ...rest: unknown[]) => {
      const isMarked = typeof text === 'string' && text.includes(MARK);
      const asked = isMarked ? [{ name: nameOf(text), text, values }] : [text, values, ...rest];
      return Reflect.apply(query, client, asked);
    },
  });
}

const names = new Map<string, string>();

/** What a connection knows a statement by. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
