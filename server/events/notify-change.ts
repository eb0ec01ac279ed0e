import { sql } from 'kysely';
import type { Change } from '../../core/console-api/events.ts';

/** The channel on which the gateways of one database tell each other what changed. */
export const CHANNEL = 'coppice_changes';

/** More names than these are not told one by one. */
const MAX_NAMES = 50;

/** In bytes, with room for what is around the names. PostgreSQL's limit is 8,000. */
const MAX_NAMES_BYTES = 6_000;

/**
 * Tells every gateway of a change once its transaction is committed: a column to select, or to return from the very
 * statement that makes the change, so that it costs no statement of its own.
 */
export function notifyChange(project_id: string, change: Change) {
  const payload = JSON.stringify({ project_id, change });
  return sql<string>`pg_notify(${CHANNEL}::text, ${payload}::text)`.as('notified');
}

/** Names as a change tells them: null when they are too many. */
export function namesToTell(names: readonly string[]): string[] | null {
  const isTooMuch = names.length > MAX_NAMES || Buffer.byteLength(JSON.stringify(names)) > MAX_NAMES_BYTES;
  return isTooMuch ? null : [...names];
}
