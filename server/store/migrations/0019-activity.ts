import { type Kysely, sql } from 'kysely';

/**
 * What makes the log of activities safe to follow by its numbers (server/activity/activities-after.ts), and quick to read
 * by person, by kind and by name; what of each deletion is told in it, which it begins with; and the personal addresses of
 * its feed.
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
  // Read newest first, by kind each (server/activity/list-activities.ts): whose they are is a project, or else an account.
  `drop index activities_of_project`,
  `drop index activities_of_account`,
  `create index activities_by_kind on activities (coalesce(project_id, account_id), kind, activity_id)`,
  `create index activities_by_actor on activities (coalesce(project_id, account_id), actor, kind, activity_id)`,
  `create index activities_by_subject on activities (coalesce(project_id, account_id), subject, kind, activity_id)`,
  `create index activities_signed_in on activities (actor_id, at) where kind = 'signed-in'`,
  // A mark for each version that was planned; of deletions from before, nothing is told again.
  `alter table deletions add column told text`,
  `update deletions set told = repeat('o', planned) where ended_at is not null`,
  `insert into activities (account_id, project_id, at, kind, actor_id, actor, subject, subject_id, count, facts)
    select
      projects.account_id, project_id, ended_at, told.kind, user_id, user_name,
      case when jsonb_array_length(model_names) = 1 then model_names ->> 0 else '' end, '', told.count,
      jsonb_build_object('deletion_id', deletion_id)
        || case when told.kind = 'deleted' and freed is not null then jsonb_build_object('bytes', freed) else '{}' end
        || case when told.kind = 'refused' and refusals is not null then jsonb_build_object('codes', refusals) else '{}' end
        || case when jsonb_array_length(model_names) = 1 then '{}' else jsonb_build_object(
          'name_count', jsonb_array_length(model_names), 'names', jsonb_path_query_array(model_names, '$[0 to 19]')
        ) end
    from deletions join projects using (project_id), lateral (
      values ('deleted', (counts ->> 'deleted')::integer), ('refused', (counts ->> 'failed')::integer)
    ) as told(kind, count)
    where ended_at is not null and told.count > 0
    order by ended_at, deletion_id, told.kind`,
  `create table activity_feeds (
    feed_hash text primary key,
    project_id text not null,
    user_id text not null,
    created_at bigint not null,
    unique (project_id, user_id),
    foreign key (project_id, user_id) references memberships on delete cascade
  )`,
];
