import type { Selectable } from 'kysely';
import type { Database } from '../../store/schema.ts';
import { WORKSPACE } from '../models/model-row.ts';

type ServiceRow = Selectable<Database['services']>;

/** A service as an item of the list; only its detail has the models that it uses. Source: contract.md, Services. */
export function toService(row: ServiceRow) {
  return {
    service_id: row.service_id,
    service_name: row.service_name,
    infer_type: row.infer_type,
    status: row.status,
    owner: row.owner,
    project: row.project_id,
    tenant: row.tenant,
    workspace_id: WORKSPACE,
    publish_at: row.publish_at,
    transition_at: row.transition_at,
    invocation_times: 0,
    failed_times: 0,
    description: row.description,
    is_shared: false,
    shared_count: 0,
    progress: 100,
  };
}
