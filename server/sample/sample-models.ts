import type { NewModel } from '../registry/models/insert-models.ts';
import publicModels from './public-models.json' with { type: 'json' };
import state from './sample-state.json' with { type: 'json' };
import { stableId } from './stable-id.ts';

/** Whose the sample is. */
export type Owner = { account_id: string; project_id: string; user_id: string };

/** The sample's models: public ones, with their real sizes and dates, in invented states. Their ids never change. */
export function sampleModels(owner: Owner): NewModel[] {
  return publicModels.map((model) => {
    const { model_name, model_version, model_type, model_size, create_at, description } = model;
    const key = `${model_name} ${model_version}`;
    return {
      model_name,
      model_version,
      model_type,
      model_size,
      create_at,
      description,
      model_id: sampleModelId(model_name, model_version),
      model_status: STATUSES.get(key) ?? 'published',
      owner: owner.user_id,
      tenant: owner.account_id,
      subscription_id: SUBSCRIBED.has(key) ? stableId(`sample subscription ${key}`) : null,
      detail: {
        model_source: 'custom',
        install_type: ['real-time'],
        source_location: locationOf(model),
        source_copy: 'true',
        model_labels: model.tags,
        runtime: model_type === 'TensorFlow' ? 'tfjs' : 'onnxruntime',
      },
    };
  });
}

export function sampleModelId(name: string, version: string): string {
  return stableId(`sample model ${name} ${version}`);
}

const keyOf = (pair: readonly string[]) => pair.join(' ');

const SUBSCRIBED: ReadonlySet<string> = new Set(state.subscribed.map(keyOf));

/** The status of the versions that are not simply published. */
const STATUSES: ReadonlyMap<string, string> = new Map(
  Object.entries(state.status).flatMap(([status, pairs]) =>
    pairs.map((pair) => [keyOf(pair), status] as const),
  ),
);

function locationOf({
  source,
  file,
  model_name,
}: {
  source: string;
  file: string | null;
  model_name: string;
}) {
  return `https://github.com/${source}/${file ?? model_name}`;
}
