import { type RawBuilder, sql } from 'kysely';
import { HAS_SOURCE } from './copies.ts';
import { IS_RANKED, NEWEST_KEPT } from './newest.ts';

/** What `FREE_OF_NAMES` asks of each version: columns of a query of `models` joined with `names` and those that are `used`. */
export const FREE_COLUMNS: RawBuilder<unknown> = sql`
  used.model_id is null and models.subscription_id is null
    and not models.is_kept_out and not names.is_name_kept_out as is_free,
  ${IS_RANKED} as is_ranked,
  ${HAS_SOURCE} as has_source
`;

/** The newest of each name, and its sums of what is free: common table expressions over `versions_of_names`. */
export const FREE_OF_NAMES: RawBuilder<unknown> = sql`
  newest_of_names as (
    select model_name, array_agg(version_rank order by version_rank desc) as newest,
      jsonb_agg(case when is_free then model_size end order by version_rank desc) as newest_free
    from (
      select model_name, version_rank, is_free, model_size,
        row_number() over (partition by model_name order by version_rank desc) as place
      from versions_of_names where is_ranked
    ) as ranked
    where place <= ${sql.lit(NEWEST_KEPT)}
    group by model_name
  ),
  free_of_names as (
    select model_name, jsonb_build_object(
      'all', ${sumWhere(sql`is_free`)},
      'ranked', ${sumWhere(sql`is_free and is_ranked`)},
      'copies', ${sumWhere(sql`is_free and is_copy`)},
      'incomparable', count(*) filter (where is_free and not has_source)
    ) as free
    from versions_of_names group by model_name
  )
`;

function sumWhere(condition: RawBuilder<unknown>) {
  return sql`jsonb_build_object(
    'versions', count(*) filter (where ${condition}),
    'model_size', coalesce(sum(model_size) filter (where ${condition}), 0),
    'unsized', count(*) filter (where ${condition} and model_size = 0)
  )`;
}
