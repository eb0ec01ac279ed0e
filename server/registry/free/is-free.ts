import { type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * Whether nothing holds a row of `models`: no service uses it, it is not from the gallery, and neither it nor its name is kept
 * out of suggestions.
 */
export const IS_FREE: RawBuilder<SqlBool> = sql`(
  models.subscription_id is null and not models.is_kept_out
  and not coalesce((
    select true from service_models used
    where used.project_id = models.project_id and used.model_id = models.model_id
    limit 1
  ), false)
  and not coalesce((
    select names.is_kept_out from model_groups names
    where names.project_id = models.project_id and names.model_name = models.model_name
  ), false)
)`;

/** What of a version that no service uses says whether it is free; `is_kept_out`: it, or its name. */
export type Holdable = { subscription_id: string | null; is_kept_out: boolean };

/** The same of a version that no service uses. */
export function isFree({ subscription_id, is_kept_out }: Holdable): boolean {
  return subscription_id === null && !is_kept_out;
}
