import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { WAITING_FOR_SOMEBODY } from '../../core/console-api/deletions/runs.ts';
import type {
  DeletionNeed,
  Need,
  ProposalNeed,
  UnattendedNeed,
} from '../../core/console-api/models/overview.ts';
import { SILENT_AFTER_MS } from '../receipts/reading/read-receipt.ts';
import type { Store } from '../store/schema.ts';

/** As many of each kind are told. */
const MAX_TOLD = 20;

/** As many receipts with versions that services held are looked into, the newest. */
const MAX_LOOKED_INTO = 20;

/**
 * What somebody has to see to: first what is about to go without a person, and what waits, then what is in doubt, then what can be tried again.
 *
 * @param areServicesKnown without, nothing is said to be in nobody's use.
 * @param now in ms since the epoch.
 */
export async function readNeeds(
  store: Store,
  project_id: string,
  areServicesKnown: boolean,
  now = Date.now(),
): Promise<Need[]> {
  const [unattended, waiting, proposals, doubtful, retryable] = await Promise.all([
    readUnattended(store, project_id),
    readWaiting(store, project_id),
    readProposals(store, project_id),
    readDoubtful(store, project_id, now),
    areServicesKnown ? readRetryable(store, project_id) : [],
  ]);
  return [...unattended, ...waiting, ...proposals, ...doubtful, ...retryable];
}

/** The columns of what is told of a receipt; in whose name it is carried out, where that is somebody else's by now. */
const toldOf = (user: RawBuilder<unknown>) => sql`
  deletions.deletion_id, ${user} as user_name, deletions.created_at,
  jsonb_array_length(model_names) as names,
  (select coalesce(jsonb_agg(name), '[]') from (select jsonb_array_elements(model_names) as name limit 3) as few) as model_names
`;

/** What rules are about to delete without a person, the first to begin first. */
async function readUnattended(store: Store, project_id: string): Promise<UnattendedNeed[]> {
  const { rows } = await sql<UnattendedNeed>`
    select 'unattended' as kind, deletions.rule ->> 'name' as rule_name, deletions.deletion_id, runs.user_name,
      deletions.created_at, runs.starts_at, deletions.planned as versions
    from runs join deletions using (project_id, deletion_id)
    where runs.project_id = ${project_id} and runs.phase <> 'over' and runs.phase = 'scheduled'
      and (deletions.rule ->> 'is_unattended')::boolean
    order by runs.starts_at limit ${MAX_TOLD}
  `.execute(store);
  return rows;
}

/** What rules found by their schedules and propose to delete. */
async function readProposals(store: Store, project_id: string): Promise<ProposalNeed[]> {
  const { rows } = await sql<ProposalNeed>`
    select 'proposal' as kind, rules.name as rule_name, dry_run_id, began_at as created_at, versions, bytes, why
    from scheduled_runs join rules using (project_id, rule_id)
    where project_id = ${project_id} and state = 'waiting' and dry_run_id is not null
    order by began_at limit ${MAX_TOLD}
  `.execute(store);
  return rows;
}

async function readWaiting(store: Store, project_id: string): Promise<DeletionNeed[]> {
  const { rows } = await sql<DeletionNeed>`
    select ${toldOf(sql`runs.user_name`)}, runs.phase as kind, runs.interventions -> -1 ->> 'did' is not distinct from 'change-rule' as is_rule_changed,
      case when runs.phase = 'asking' then coalesce(jsonb_array_length(runs.question -> 'added'), 0) else planned end as versions
    from runs join deletions using (project_id, deletion_id)
    where runs.project_id = ${project_id} and runs.phase <> 'over' and runs.phase = any (${[...WAITING_FOR_SOMEBODY]}::text[])
    order by deletions.created_at limit ${MAX_TOLD}
  `.execute(store);
  return rows;
}

/** Deletions that nobody carries out any more, of which something is not known, or contradicted. */
async function readDoubtful(store: Store, project_id: string, now: number): Promise<DeletionNeed[]> {
  const { rows } = await sql<DeletionNeed>`
    select ${toldOf(sql`deletions.user_name`)},
      case when (counts ->> 'unknown')::integer > 0 then 'unknown' else 'contested' end as kind,
      case when (counts ->> 'unknown')::integer > 0 then (counts ->> 'unknown')::integer else planned end as versions
    from deletions
    where project_id = ${project_id} and result = 'open' and ${isCarriedOut(now)}
    order by created_at desc limit ${MAX_TOLD}
  `.execute(store);
  return rows;
}

/** Whether nobody carries a deletion out: it ended, or its client fell silent. */
function isCarriedOut(now: number): RawBuilder<SqlBool> {
  return sql<SqlBool>`(ended_at is not null or seen_at < ${now - SILENT_AFTER_MS}) and not exists (
    select from runs where runs.project_id = deletions.project_id and runs.deletion_id = deletions.deletion_id and phase <> 'over'
  )`;
}

/** Deletions with versions that were refused as services held them, which are there still and held by none. */
async function readRetryable(store: Store, project_id: string): Promise<DeletionNeed[]> {
  const { rows } = await sql<DeletionNeed>`
    with refusing as (
      select * from deletions
      where project_id = ${project_id} and held is not null and ended_at is not null
      order by created_at desc limit ${MAX_LOOKED_INTO}
    ),
    -- Of one that was refused several times the last is told.
    freed as (
      select distinct on (unnested.model_id) unnested.model_id, deletion_id
      from refusing, unnest(held) as unnested (model_id)
      where exists (select from models where models.project_id = ${project_id} and models.model_id = unnested.model_id)
        and not exists (
          select from service_models used where used.project_id = ${project_id} and used.model_id = unnested.model_id
        )
      order by unnested.model_id, created_at desc
    )
    select ${toldOf(sql`deletions.user_name`)}, 'retryable' as kind, found.versions
    from refusing as deletions join (
      select deletion_id, count(*) as versions from freed group by deletion_id
    ) as found using (deletion_id)
    order by created_at desc
  `.execute(store);
  return rows;
}
