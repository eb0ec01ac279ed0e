import { type Expression, sql } from 'kysely';
import type { Change } from '../../core/console-api/live/events.ts';

/** The channel that the gateways of one database publish changes on. */
export const CHANNEL = 'coppice_changes';

/** More names than these are not listed one by one. */
const MAX_NAMES = 50;

/** In bytes, with room for what is around the names. PostgreSQL's limit is 8,000. */
const MAX_NAMES_BYTES = 6_000;

/**
 * Publishes a change to every gateway of the database (pg_notify), on commit. Answers a column expression, to be returned
 * from the very statement that makes the change, so that it costs no statement of its own.
 *
 * @example
 * await trx
 *   .updateTable('deletions')
 *   .set({ ended_at: now })
 *   .where('deletion_id', '=', deletion_id)
 *   .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
 *   .execute();
 */
export function notifyChange(project_id: string, change: Change) {
  const payload = JSON.stringify({ project_id, change });
  return sql<string>`pg_notify(${CHANNEL}::text, ${payload}::text)`.as('notified');
}

/** The same of runs, of rows that a statement changes. */
export function notifyRunChange(project_id: Expression<string>, deletion_id: Expression<string>) {
  const change = sql`jsonb_build_object('about', 'runs', 'deletion_id', ${deletion_id})`;
  const payload = sql`jsonb_build_object('project_id', ${project_id}, 'change', ${change})::text`;
  return sql<string>`pg_notify(${CHANNEL}::text, ${payload})`.as('notified');
}

/** The same of the log of activities. */
export function notifyActivity(project_id: Expression<string>) {
  const payload = sql`jsonb_build_object('project_id', ${project_id}, 'change', '{"about":"activity"}'::jsonb)::text`;
  return sql<string>`pg_notify(${CHANNEL}::text, ${payload})`.as('notified');
}

/** The names of a change: null, for all names, when they are too many for one notification. */
export function namesToTell(names: readonly string[]): string[] | null {
  const isTooMuch = names.length > MAX_NAMES || Buffer.byteLength(JSON.stringify(names)) > MAX_NAMES_BYTES;
  return isTooMuch ? null : [...names];
}
