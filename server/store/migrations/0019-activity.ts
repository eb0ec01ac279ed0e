import { type Kysely, sql } from 'kysely';

/**
 * What makes the log of activities safe to follow by its numbers (server/activity/activities-after.ts), and quick to read
 * by person, by kind and by name; and the personal addresses of its feed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/**
 * Numbers are given out before they are committed, and in any order. So whoever writes says first, until their transaction
 * is over, above which number theirs will be: a lock whose key is that number, which nobody ever waits for. Any other way
 * of doing it, with an exclusive lock, would have all who write to a project wait for each other.
 */
const STATEMENTS = [
  `create or replace function activities_last() returns bigint language sql volatile as $$
    select case when is_called then last_value else last_value - 1 end from activities_activity_id_seq
  $$`,
  // The upper half of the key is the name of these locks: any number, if it is no other lock's.
  `create or replace function activities_begin() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared((48271::bigint << 40) | activities_last());
      return null;
    end
  $$`,
  `create trigger activities_begin before insert on activities
    for each statement execute function activities_begin()`,
  // The last number is read before the locks: a lock that is taken later is for numbers above it.
  `create or replace function activities_settled() returns bigint language plpgsql volatile as $$
    declare
      given_out bigint := activities_last();
      begun bigint;
    begin
      select min(((classid::bigint << 32) | objid::bigint) & ((1::bigint << 40) - 1)) into begun
      from pg_locks
      where locktype = 'advisory' and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and ((classid::bigint << 32) | objid::bigint) >> 40 = 48271;
      return least(given_out, begun);
    end
  $$`,
  `create index activities_by_actor on activities (project_id, actor, activity_id)`,
  `create index activities_by_kind on activities (project_id, kind, activity_id)`,
  `create index activities_by_subject on activities (project_id, subject, activity_id)`,
];
