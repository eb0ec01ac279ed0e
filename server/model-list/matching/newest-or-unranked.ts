import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { IS_RANKED } from '../../registry/free/newest.ts';

/**
 * The versions of a row of `model_groups` that "not in the newest" leaves alone: the newest, and what has no place. They are
 * few, however many versions a name has, and found by indexes.
 *
 * @param count as many newest, from 1 to `MAX_NEWEST`; the name has more.
 * @param columns those of `models` to select.
 * @param conditions what else a version is asked.
 */
export function newestOrUnranked(
  count: number,
  columns: RawBuilder<unknown>,
  conditions: readonly RawBuilder<SqlBool>[],
): RawBuilder<unknown> {
  const read = (isMeant: RawBuilder<SqlBool>) => sql`
    select ${columns} from models
    where models.project_id = model_groups.project_id and models.model_name = model_groups.model_name
      and ${sql.join([isMeant, ...conditions], sql` and `)}
  `;
  const oldest = sql`model_groups.newest[${sql.lit(count)}]`;
  return sql`(
    ${read(sql<SqlBool>`${IS_RANKED} and models.version_rank >= ${oldest}`)}
    union all ${read(sql<SqlBool>`not ${IS_RANKED}`)}
  )`;
}
