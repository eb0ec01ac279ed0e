import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { ActivityFacts, ActivityKind } from '../../core/console-api/activity/activity.ts';
import type { GracePeriods } from '../../core/console-api/deletions/runs.ts';
import type { SyncProblem, Unreadable } from '../../core/console-api/live/sync-status.ts';
import type { Use } from '../../core/console-api/models/list-choices.ts';
import type { Json } from './column-types.ts';
import type { DeletionTables } from './deletion-tables.ts';
import type { FreeOfName, FreeTables } from './free-tables.ts';
import type { PeopleTables } from './people-tables.ts';
import type { RuleTables } from './rule-tables.ts';
import type { WebhookTables } from './webhook-tables.ts';

/** How many versions have a facet, and their bytes, by facet. */
export type Tallies = { [facet: string]: { versions: number; model_size: number } };

/** Names that deletions invalidated, and the version at which each was invalidated last. */
export type InvalidatedNames = { [model_name: string]: number };

/** The tables, all keyed by project first where they belong to one. Times are ms since the epoch, sizes bytes. */
export interface Database extends PeopleTables, DeletionTables, WebhookTables, RuleTables, FreeTables {
  /** At most one row. */
  sealing_secret: { only_row: Generated<true>; fingerprint: string };
  /** At most one row: the address of the remote ModelArts that this database mirrors, or `''` for a registry of its own. */
  registry_kind: { only_row: Generated<true>; upstream: string };
  models: {
    project_id: string;
    model_id: string;
    model_name: string;
    model_version: string;
    /** The version as one number that sorts as versions do: 1.10.0 → 11000. */
    version_rank: number;
    model_type: string;
    model_status: string;
    model_size: number;
    description: string;
    owner: string;
    tenant: string;
    create_at: number;
    /** Set when the model was subscribed from the gallery. */
    subscription_id: string | null;
    /** The other fields of the list item and the detail, as the API writes them. */
    detail: Json<Record<string, unknown>>;
    /** Whether its name has a newer version of the same size and source (server/registry/free/copies.ts). */
    is_copy: Generated<boolean>;
    /** Whether it is itself protected or excluded, as far as that is counted (server/registry/free/kept-out.ts). */
    is_kept_out: Generated<boolean>;
  };
  /** One row per name, kept in the transaction that changes its models or services. */
  model_groups: {
    project_id: string;
    model_name: string;
    versions: number;
    model_size: number;
    /** How many versions have each facet (server/registry/groups/facets.ts), and their bytes; no facet that none has. */
    tallies: Json<Tallies>;
    /** The facets of the tallies, to be searched by. */
    facets: string[];
    /** How many services use any of the versions. */
    services: number;
    latest_version: string;
    latest_create_at: number;
    earliest_create_at: number;
    /** Of the versions whose size is known, in bytes; 0 where none is. */
    smallest_size: number;
    largest_size: number;
    /** The ranks of its newest versions, the newest first (server/registry/free/newest.ts). */
    newest: number[];
    /** The bytes of each of them, null unless it is free. */
    newest_free: Json<(number | null)[]>;
    free: Json<FreeOfName>;
    /** Whether it is protected or excluded as a whole, as far as that is counted. */
    is_kept_out: Generated<boolean>;
  };
  /** One row per project and facet, `''` for all of it, kept in the same transaction; the last that it locks. */
  project_totals: { project_id: string; facet: string; names: number; versions: number; model_size: number };
  /** How many versions each name has that were created in a week and are alike, kept in the same transaction; some are none. */
  name_weeks: {
    project_id: string;
    model_name: string;
    /** Counted as in server/registry/groups/created-weeks.ts. */
    week: number;
    model_type: string;
    use: Use;
    versions: number;
    model_size: number;
  };
  /** The same of all names of a project, by spans of weeks, and by use or type. */
  created_totals: {
    project_id: string;
    /** In weeks, and the first of them. */
    span: number;
    facet: string;
    week: number;
    versions: number;
    model_size: number;
  };
  /** The sync state of each project (server/upstream/sync), which is locked by whoever writes to its copy. */
  mirrors: {
    project_id: string;
    /** When the last sync run that completed began; null while there was none. */
    read_at: number | null;
    /** When the last sync run began, however it ended. */
    begun_at: number | null;
    /** The holder of the lease, and its last heartbeat by the database's clock; null when nobody holds it. */
    reader: string | null;
    seen_at: number | null;
    /** The progress of the run under way, or else of the last one. */
    names: Generated<number>;
    versions: Generated<number>;
    services: Generated<number>;
    /** Rows that the last completed run could not store, some of them. */
    unreadable: ColumnType<Unreadable[], string | undefined, string>;
    /** Why the last run failed; null when it completed. */
    problem: ColumnType<SyncProblem | null, string | null | undefined, string | null>;
    /** Whether the summaries count every version; not while a run stores many, nor after one that ended then. */
    is_summed: Generated<boolean>;
    /** The version: how many times a deletion invalidated a name; and at which version each name was invalidated last. */
    touches: Generated<number>;
    touched: ColumnType<InvalidatedNames, string | undefined, string>;
  };
  services: {
    project_id: string;
    service_id: string;
    service_name: string;
    infer_type: string;
    status: string;
    owner: string;
    tenant: string;
    description: string;
    publish_at: number;
    transition_at: number;
    /** Of a copy: a model that it uses was not there, so that its models are asked for again. */
    is_stale: Generated<boolean>;
    /** How many versions it uses, and their bytes, kept in the transaction that changes them. */
    held_versions: Generated<number>;
    held_bytes: Generated<number>;
  };
  service_models: { project_id: string; service_id: string; model_id: string; weight: number };
  /** What happened, only ever added to (server/activity); without a project, what is about the people of the account. */
  activities: {
    activity_id: Generated<number>;
    account_id: string;
    project_id: string | null;
    at: number;
    kind: ActivityKind;
    actor_id: string;
    actor: string;
    subject: string;
    subject_id: string;
    count: number;
    facts: Json<ActivityFacts>;
  };
  /** The personal address of somebody's feed of a project: its secret is stored as a hash. */
  activity_feeds: { feed_hash: string; project_id: string; user_id: string; created_at: number };
  /** What keeps a version, or (`model_id` is `''`) a whole name, from being deleted (server/protections). */
  protections: {
    project_id: string;
    model_name: string;
    /** In its normal form. */
    model_id: string;
    model_version: string;
    note: string;
    user_id: string;
    user_name: string;
    created_at: number;
    until: number | null;
    /** Whether what is free is counted without what it keeps out. */
    is_counted: Generated<boolean>;
  };
  /** What a project has set; one that has set nothing has no row. */
  project_settings: { project_id: string; grace_periods: Json<GracePeriods> };
}

/** The database, or a transaction on it: what every query takes. */
export type Store = Kysely<Database>;
export type StoreTransaction = Transaction<Database>;
