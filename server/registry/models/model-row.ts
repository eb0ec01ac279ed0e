import type { Selectable } from 'kysely';
import type { Database } from '../../store/schema.ts';
import { jsonText } from '../json-text.ts';
import { configOf } from './model-config.ts';

export type ModelRow = Selectable<Database['models']>;

/** All columns, for prepared statements, which name each. */
export const MODEL_COLUMNS = [
  'project_id',
  'model_id',
  'model_name',
  'model_version',
  'version_rank',
  'model_type',
  'model_status',
  'model_size',
  'description',
  'owner',
  'tenant',
  'create_at',
  'subscription_id',
  'detail',
  'is_copy',
  'is_kept_out',
] as const satisfies (keyof ModelRow)[];

/** The only workspace of the embedded registry. Source: contract.md, List (`workspace_id` default `0`). */
export const WORKSPACE = '0';

/** A version as an item of the list: every field of the contract, each of its type. */
export function toListItem(row: ModelRow) {
  const { detail } = row;
  return {
    model_id: row.model_id,
    model_name: row.model_name,
    model_version: row.model_version,
    model_type: row.model_type,
    model_size: row.model_size,
    model_status: row.model_status,
    model_source: detail['model_source'] ?? 'custom',
    source_type: detail['source_type'] ?? '',
    install_type: detail['install_type'] ?? [],
    description: row.description,
    owner: row.owner,
    tenant: row.tenant,
    project: row.project_id,
    workspace_id: detail['workspace_id'] ?? WORKSPACE,
    create_at: row.create_at,
    market_flag: row.subscription_id !== null,
    subscription_id: row.subscription_id ?? '',
    publishable_flag: detail['publishable_flag'] ?? row.subscription_id === null,
    tunable: detail['tunable'] ?? false,
    source_copy: detail['source_copy'] ?? 'true',
    extra: detail['extra'] ?? '',
    specification: detail['specification'] ?? { min_cpu: '', min_gpu: '', min_memory: '' },
  };
}

/** A version with every field of its detail. */
export function toDetail(row: ModelRow) {
  const { detail } = row;
  return {
    ...toListItem(row),
    source_location: detail['source_location'] ?? '',
    execution_code: detail['execution_code'] ?? '',
    runtime: detail['runtime'] ?? '',
    image_address: detail['image_address'] ?? '',
    model_algorithm: detail['model_algorithm'] ?? '',
    model_metrics: jsonText(detail['model_metrics'], '{}'),
    model_labels: detail['model_labels'] ?? [],
    dependencies: detail['dependencies'] ?? [],
    ...configOf(detail),
    health: detail['health'] ?? {},
  };
}

/**
 * The version as one number that sorts as versions do: 1.10.0 → 11000. A remote registry's versions may have other forms:
 * of these it takes the first number in each of the first three parts, as if it were 99 at most.
 */
export function rankVersion(version: string): number {
  const parts = version.split('.');
  return [0, 1, 2].reduce((rank, place) => rank * 100 + rankPart(parts[place]), 0);
}

function rankPart(part = ''): number {
  return Math.min(Number(/\d+/.exec(part)?.[0] ?? 0), 99);
}
