import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod';
import {
  type Activity,
  type ActivityKind,
  AUDIT_KINDS,
  kindsFor,
  MAX_NAMES_APART,
} from '../../core/console-api/activity/activity.ts';
import type { ActivityPage, ActivityQuery } from '../../core/console-api/activity/activity-requests.ts';
import type { Role } from '../../core/contract/roles.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { Store } from '../store/schema.ts';
import { activitiesMark } from './activities-after.ts';

/** Who reads: of their project everything, of their account what their role may see. */
export type Reader = { account_id: string; project_id: string; role: Role };

/** What of the log is read, without its paging. */
export type ActivityFilters = Omit<ActivityQuery, 'cursor' | 'limit'>;

/** A keyset cursor: the number that a page ended at, newest first. */
const Place = z.tuple([z.literal('activities'), z.int()]);

/**
 * One page of what happened in a project, and to the people of its account, newest first. The first page ends below what
 * is still being written, so that whoever reads on from it misses nothing and reads nothing twice.
 *
 * @throws ApiError 0005 (bad request) for a cursor that is none of this list.
 */
export async function listActivities(
  store: Store,
  reader: Reader,
  { cursor, limit, ...filters }: ActivityQuery,
): Promise<ActivityPage> {
  const before = cursor ? readCursor(Place, cursor)[1] : (await activitiesMark(store)) + 1;
  const found = await newestBefore(store, reader, { filters, before, limit: limit + 1 });
  const activities = found.slice(0, limit);
  const last = activities.at(-1);
  return {
    activities,
    next_cursor: last && found.length > limit ? writeCursor(['activities', last.activity_id]) : null,
    people: cursor ? null : await peopleIn(store, reader),
  };
}

/**
 * The newest below a number. Each kind is looked up by itself, by an index that has it in this order, and the newest of all
 * are taken: so that a page costs as much whatever is asked for, and however long the log is.
 */
async function newestBefore(
  store: Store,
  reader: Reader,
  {
    filters: { person, kind, name },
    before,
    limit,
  }: { filters: ActivityFilters; before: number; limit: number },
): Promise<Activity[]> {
  const kinds = kindsFor(reader.role).filter((one) => !kind || kind.includes(one));
  const lookups = kinds.flatMap((one) =>
    (name === undefined && person ? person : [null]).map((actor) => ({
      of: ownerOf(reader, one),
      kind: one,
      actor,
    })),
  );
  const { rows } = await sql<Activity>`
    select newest.* from json_to_recordset(${JSON.stringify(lookups)}::json) as lookup("of" text, kind text, actor text),
      lateral (
        select activity_id, at, kind, actor, subject, count, facts from activities
        where coalesce(project_id, account_id) = lookup."of" and kind = lookup.kind and activity_id < ${before}
          ${name === undefined && person ? sql`and actor = lookup.actor` : sql``}
          ${name === undefined ? sql`` : sql`and subject = ${name}`}
          ${name !== undefined && person ? sql`and actor = any (${person}::text[])` : sql``}
        order by activity_id desc limit ${limit}
      ) as newest
    ${name === undefined ? sql`` : sql`union all ${ofMany(reader, { name, person, kinds, before, limit })}`}
    order by activity_id desc limit ${limit}
  `.execute(store);
  return rows;
}

/**
 * What deletions of many names did, this one among them: the log tells it at once, and their receipts have the names. Grows
 * with how many such deletions the name had.
 */
function ofMany(
  { project_id }: Reader,
  { name, person, kinds, before, limit }: NamedLookup,
): RawBuilder<unknown> {
  const ofDeletions = kinds.filter(
    (kind) => kind === 'deleted' || kind === 'refused' || kind === 'contradicted',
  );
  return sql`(
    select newest.* from (
      select deletion_id from deletions
      where project_id = ${project_id} and jsonb_array_length(model_names) > ${sql.lit(MAX_NAMES_APART)}
        and model_names @> ${JSON.stringify([name])}::jsonb
    ) as many, lateral (
      select activity_id, at, kind, actor, subject, count, facts from activities
      where coalesce(activities.project_id, account_id) = ${project_id} and subject = '' and facts ? 'deletion_id'
        and facts ->> 'deletion_id' = many.deletion_id
        and not facts ? 'is_unplanned' and activity_id < ${before}
        and kind = any (${ofDeletions}::text[]) ${person ? sql`and actor = any (${person}::text[])` : sql``}
      order by activity_id desc limit ${limit}
    ) as newest
    order by activity_id desc limit ${limit}
  )`;
}

type NamedLookup = {
  name: string;
  person: string[] | undefined;
  kinds: readonly ActivityKind[];
  before: number;
  limit: number;
};

const AUDIT: ReadonlySet<ActivityKind> = new Set(AUDIT_KINDS);

/** Whose activities of a kind are: the account's, or the project's. */
function ownerOf({ account_id, project_id }: Reader, kind: ActivityKind): string {
  return AUDIT.has(kind) ? account_id : project_id;
}

/** People that a filter offers; where there are more, others can still be asked for. */
const MAX_PEOPLE = 200;

/** Everybody who did something: from one to the next by the index, not by all that they did. */
async function peopleIn(store: Store, reader: Reader): Promise<string[]> {
  const owners = [...new Set(kindsFor(reader.role).map((kind) => ownerOf(reader, kind)))];
  const { rows } = await sql<{ actor: string }>`
    with recursive people as (
      select owner, (
        select min(actor) from activities where coalesce(project_id, account_id) = owner and actor > ''
      ) as actor
      from unnest(${owners}::text[]) as owner
      union all
      select owner, (
        select min(actor) from activities where coalesce(project_id, account_id) = owner and actor > people.actor
      )
      from people where actor is not null
    )
    select distinct actor from (select actor from people where actor is not null limit ${MAX_PEOPLE}) as found
    order by actor
  `.execute(store);
  return rows.map(({ actor }) => actor);
}
