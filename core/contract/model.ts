import * as z from 'zod';

/** The id of one version. Compared by `isSameId`: letter case does not matter in a UUID. */
export type ModelId = string;

/** 1–64 letters, digits, `-` and `_`: what the registry accepts for a new model. */
export const ModelName = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, {
  error: 'must be 1 to 64 letters, digits, hyphens or underscores',
});

/** `d.d.d`, each part one or two digits, no leading zero on a two-digit part. */
export const ModelVersion = z.string().regex(/^(\d|[1-9]\d)(\.(\d|[1-9]\d)){2}$/, {
  error: 'must be three numbers from 0 to 99 joined by dots, like 1.0.12',
});

/** A field that an upstream may leave out or get wrong; then it reads as missing. */
function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/**
 * One version of a model as the list tells it. Only id, name and version are certain; sizes are in bytes, times
 * in milliseconds since the epoch. Source: contract.md, ModelListItem.
 */
export const ModelListItem = z.looseObject({
  model_id: z.string().min(1),
  model_name: z.string().min(1),
  model_version: z.string().min(1),
  model_type: lenient(z.string()),
  model_size: lenient(z.number()),
  model_status: lenient(z.string()),
  model_source: lenient(z.string()),
  source_type: lenient(z.string()),
  install_type: lenient(z.array(z.string())),
  description: lenient(z.string()),
  owner: lenient(z.string()),
  tenant: lenient(z.string()),
  project: lenient(z.string()),
  workspace_id: lenient(z.string()),
  create_at: lenient(z.number()),
  market_flag: lenient(z.boolean()),
  subscription_id: lenient(z.string()),
  publishable_flag: lenient(z.boolean()),
  tunable: lenient(z.boolean()),
  source_copy: lenient(z.string()),
});
export type ModelListItem = z.infer<typeof ModelListItem>;

/** Whether a version came from the gallery: those cannot be deleted. Source: contract.md, Codes (3074). */
export function isSubscribed(model: ModelListItem): boolean {
  return model.market_flag === true || (model.subscription_id ?? '') !== '';
}

/** A version with everything the registry knows of it. Source: contract.md, Detail. */
export const ModelDetail = ModelListItem.extend({
  source_location: lenient(z.string()),
  execution_code: lenient(z.string()),
  runtime: lenient(z.string()),
  image_address: lenient(z.string()),
  model_algorithm: lenient(z.string()),
  model_metrics: lenient(z.string()),
  model_labels: lenient(z.array(z.string())),
  dependencies: lenient(z.array(z.unknown())),
  input_params: lenient(z.array(z.unknown())),
  output_params: lenient(z.array(z.unknown())),
  config: lenient(z.unknown()),
  health: lenient(z.unknown()),
});
export type ModelDetail = z.infer<typeof ModelDetail>;

/** Orders versions by their numbers, so that 1.10.0 follows 1.9.0; anything else by its text. */
export function compareVersions(a: string, b: string): number {
  return BY_NUMBERS.compare(a, b);
}

/** Made once: to make one for each comparison takes longer than what is compared with it. */
const BY_NUMBERS = new Intl.Collator('en', { numeric: true });
