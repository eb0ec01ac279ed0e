import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { isCreatedAge } from '../../../core/console-api/models/created-age.ts';
import type { ModelGroupPage } from '../../../core/console-api/models/model-groups.ts';
import type { Store } from '../../store/schema.ts';
import { type VersionCriteria, versionConditions } from './version-matches.ts';

/** Versions that are looked at most, of those without a size, and of those without a date. */
const MAX_LOOKED_AT = 1_000;

/**
 * How many versions filters leave out only because the registry does not tell their size or their date. They are found by
 * indexes that hold no others, so it costs no more the more versions there are. Undefined where neither is asked for.
 */
export async function countLeftOut(
  store: Store,
  project_id: string,
  criteria: VersionCriteria,
): Promise<ModelGroupPage['left_out']> {
  const { size, created, ...others } = criteria.filters;
  const isDateAsked = created !== undefined && isCreatedAge(created);
  const parts = [
    ...(size ? [unknown(project_id, NO_SIZE)] : []),
    ...(isDateAsked ? [unknown(project_id, NO_DATE)] : []),
  ];
  if (parts.length === 0) return undefined;
  const matching = [
    ...versionConditions({ ...criteria, filters: others }),
    ...(size ? [orUnknown(NO_SIZE, criteria, { size })] : []),
    ...(created ? [orUnknown(isDateAsked ? NO_DATE : NEVER, criteria, { created })] : []),
  ];
  const { rows } = await sql<{ versions: number; looked_at: number }>`
    with unknown as materialized (${sql.join(parts, sql` union `)})
    select count(*) filter (where ${and(matching)}) as versions, count(*) as looked_at from unknown as models
  `.execute(store);
  const { versions = 0, looked_at = 0 } = rows[0] ?? {};
  return { versions, is_at_least: looked_at > MAX_LOOKED_AT };
}

const NO_SIZE = sql<SqlBool>`models.model_size <= 0`;
const NO_DATE = sql<SqlBool>`models.create_at <= 0`;
const NEVER = sql<SqlBool>`false`;

/** Those that filters ask for: texts and numbers, which are soon told apart. */
const COLUMNS = sql.join(
  [
    'project_id',
    'model_id',
    'model_name',
    'model_version',
    'version_rank',
    'model_type',
    'model_status',
    'model_size',
    'owner',
    'create_at',
  ].map((column) => sql.ref(`models.${column}`)),
);

function unknown(project_id: string, isUnknown: RawBuilder<SqlBool>) {
  return sql`(
    select ${COLUMNS} from models where models.project_id = ${project_id} and ${isUnknown} limit ${MAX_LOOKED_AT + 1}
  )`;
}

function orUnknown(
  isUnknown: RawBuilder<SqlBool>,
  criteria: VersionCriteria,
  filters: VersionCriteria['filters'],
): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${isUnknown} or ${and(versionConditions({ ...criteria, filters }))})`;
}

function and(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.join([sql`true`, ...conditions], sql` and `)})`;
}
