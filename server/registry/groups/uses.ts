import { type RawBuilder, sql } from 'kysely';
import type { Use } from '../../../core/console-api/models/list-choices.ts';
import { AT_REST } from '../../../core/contract/service.ts';

/**
 * The models of a project that services use, each with how: a query of `model_id` and `use`. Services are few beside
 * models.
 */
export function usedModels(project_id: string): RawBuilder<{ model_id: string; use: Use }> {
  return sql`
    select model_id, case when bool_or(${isRunning()}) then 'running' else 'at-rest' end as use
    from service_models join services using (project_id, service_id)
    where project_id = ${project_id}
    group by model_id
  `;
}

/** Whether a row of `services` runs: one in an unknown status does. */
export function isRunning(): RawBuilder<boolean> {
  return sql`services.status <> all (${[...AT_REST]}::text[])`;
}
