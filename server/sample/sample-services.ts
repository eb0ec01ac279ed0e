import { type Owner, sampleModelId } from './sample-models.ts';
import { SAMPLE_COLLEAGUES, SAMPLE_USERS } from './sample-people.ts';
import state from './sample-state.json' with { type: 'json' };
import { stableId } from './stable-id.ts';

/** When the first sample service was published; each next one a week later. */
const FIRST_PUBLISHED = Date.UTC(2026, 6, 6, 9, 30);
const WEEK = 7 * 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** The sample's services as rows, and which models they use. */
export function sampleServices({ project_id, account_id }: Owner) {
  const services = state.services.map(({ service_name, infer_type, status, owner }, place) => {
    const publish_at = FIRST_PUBLISHED + place * WEEK;
    return {
      project_id,
      service_name,
      infer_type,
      status,
      publish_at,
      service_id: serviceId(service_name),
      owner: ownerId(owner),
      tenant: account_id,
      description: '',
      transition_at: publish_at + HOUR_MS,
    };
  });
  const uses = state.services.flatMap(({ service_name, config }) =>
    config.map(({ model_name, model_version, weight }) => ({
      project_id,
      weight,
      service_id: serviceId(service_name),
      model_id: sampleModelId(model_name, model_version),
    })),
  );
  return { services, uses };
}

function ownerId(name: string): string {
  const owner = [...SAMPLE_USERS, ...SAMPLE_COLLEAGUES].find((person) => person.name === name);
  if (!owner) throw new Error(`The sample has nobody called ${name}.`);
  return owner.user_id;
}

function serviceId(name: string): string {
  return stableId(`sample service ${name}`);
}
