import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { NewModel } from '../registry/insert-models.ts';
import type { Database } from '../store/schema.ts';

/** Would show as a picture, and run, wherever it is not taken as text. Short enough for every name. */
export const MARKUP = `<img src=x onerror="document.title='pwned'">`;

/** A model with markup in every text that the API returns: such as another registry may have let in. */
export function hostileModel(model_id: string): NewModel {
  return {
    ...{ model_id, model_name: MARKUP, model_version: '1.0.0', model_type: MARKUP, model_status: MARKUP },
    ...{
      model_size: 1,
      description: MARKUP,
      owner: MARKUP,
      tenant: MARKUP,
      create_at: 0,
      subscription_id: null,
    },
    detail: {
      ...{
        model_source: MARKUP,
        source_type: MARKUP,
        install_type: [MARKUP],
        source_copy: MARKUP,
        extra: MARKUP,
      },
      ...{ specification: { min_cpu: MARKUP, min_gpu: MARKUP, min_memory: MARKUP }, source_location: MARKUP },
      ...{ execution_code: MARKUP, runtime: MARKUP, image_address: MARKUP, model_algorithm: MARKUP },
      ...{ model_metrics: JSON.stringify({ [MARKUP]: MARKUP }), model_labels: [MARKUP], config: MARKUP },
      ...{ dependencies: [{ packages: [{ package_name: MARKUP }] }], input_params: [{ url: MARKUP }] },
      ...{ output_params: [{ [MARKUP]: MARKUP }], health: { url: MARKUP } },
    },
  };
}

/** A service with markup in every text. */
export function hostileService(project_id: string): Insertable<Database['services']> {
  return {
    ...{ project_id, service_id: randomUUID(), service_name: MARKUP, infer_type: MARKUP, status: MARKUP },
    ...{ owner: MARKUP, tenant: MARKUP, description: MARKUP, publish_at: 0, transition_at: 0 },
  };
}
