import { z } from 'zod';
import type { MODEL_STATUSES } from '../../core/contract/model-choices.ts';
import type { Understood } from './understood.ts';

/** A time in ms, which some servers write as text. */
const Time = z.coerce.number().int().min(0).optional().catch(undefined);

const Tags = z.array(z.looseObject({ key: z.string(), value: z.string().optional() })).optional();

/** A version, as MLflow's `model-versions/search` lists it. Source: MLflow REST API, ModelVersion. */
const MlflowVersion = z.looseObject({
  name: z.string(),
  version: z.coerce.string(),
  creation_timestamp: Time,
  description: z.string().optional(),
  source: z.string().optional(),
  status: z.string().optional(),
  tags: Tags,
});
type MlflowVersion = z.infer<typeof MlflowVersion>;

/** A name, as MLflow's `registered-models/search` lists it. Source: MLflow REST API, RegisteredModel. */
const MlflowModel = z.looseObject({ name: z.string(), latest_versions: z.array(MlflowVersion).default([]) });

const STATUSES: Record<string, (typeof MODEL_STATUSES)[number]> = {
  READY: 'published',
  PENDING_REGISTRATION: 'publishing',
  FAILED_REGISTRATION: 'failed',
};

/** What is read of a version; all else that it tells is left out. */
const READ = new Set(['name', 'version', 'creation_timestamp', 'description', 'source', 'status', 'tags']);

/** The versions in a row of `model_versions`, or of `registered_models`, which tells of the latest ones only. */
export function fromMlflow(value: unknown, list: 'model_versions' | 'registered_models'): Understood[] {
  if (list === 'model_versions') return [understand(MlflowVersion.safeParse(value))];
  const model = MlflowModel.safeParse(value);
  if (!model.success) return [understand(model)];
  const { name, latest_versions: versions } = model.data;
  if (versions.length === 0)
    return [{ reason: `${name} has no latest_versions, and so no version to import` }];
  return versions.map((version) => understand({ success: true, data: version }));
}

function understand(
  parsed: { success: true; data: MlflowVersion } | { success: false; error: z.ZodError },
): Understood {
  if (!parsed.success) {
    const told = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { reason: `is no version as MLflow lists them: ${told.join('; ')}` };
  }
  const version = parsed.data;
  const model_version = numbersOf(version.version);
  if (model_version === undefined) return { reason: `version: ${version.version} is no number up to 999999` };
  const labels = (version.tags ?? []).map(({ key, value }) => (value ? `${key}=${value}` : key));
  const row = {
    model_name: version.name,
    model_version,
    model_type: 'Custom',
    ...(version.source && { source_location: version.source }),
    ...(version.description && { description: version.description.slice(0, MAX_DESCRIPTION) }),
    ...(version.creation_timestamp && { create_at: version.creation_timestamp }),
    model_status: STATUSES[version.status ?? 'READY'] ?? 'published',
    model_labels: labels,
  };
  const left = Object.keys(version).filter((field) => !READ.has(field) && isTold(version[field]));
  return { row, left };
}

/** As much as a description takes. Source: contract.md, Create. */
const MAX_DESCRIPTION = 100;

/** MLflow counts versions: 3 becomes 0.0.3, and 123 becomes 0.1.23, so that they keep their order. */
function numbersOf(version: string): string | undefined {
  if (!/^\d{1,6}$/.test(version)) return undefined;
  const count = Number(version);
  return [Math.floor(count / 10_000), Math.floor(count / 100) % 100, count % 100].join('.');
}

function isTold(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}
