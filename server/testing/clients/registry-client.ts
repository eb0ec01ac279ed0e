import * as z from 'zod';
import type { TestGateway, TestProject, TestUser } from '../setup/start-gateway.ts';

const Answer = z.object({
  delete_success_list: z.array(z.string()),
  delete_failed_list: z.array(
    z.object({ model_id: z.string(), error_code: z.string(), error_msg: z.string() }),
  ),
});
const Models = z.object({
  total_count: z.number(),
  count: z.number(),
  models: z.array(z.looseObject({ model_id: z.string(), model_name: z.string(), model_version: z.string() })),
});

/** Speaks the wire contract to one project, as one of its users, and expects what the contract promises. */
export function registryClient(
  gateway: TestGateway,
  project: TestProject,
  user: TestUser = project.operator,
) {
  const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    gateway.http(method, `/v1/${project.project_id}${path}`, {
      token: user.token,
      ...(body !== undefined && { body }),
      ...(headers && { headers }),
    });
  const create = async (model_name: string, model_version: string): Promise<string> => {
    const body = { model_name, model_version, model_type: 'Custom', source_location: '/bucket/model' };
    const answer = await call('POST', '/models', body);
    return z.object({ model_id: z.string() }).parse(answer.body).model_id;
  };
  const list = async (query = '') => Models.parse((await call('GET', `/models?${query}`)).body);
  return {
    call,
    create,
    list,
    /** So many versions of a name, oldest first as the registry orders those of the same moment. */
    createMany: async <Count extends number>(name: string, count: Count): Promise<Ids<Count>> => {
      for (let i = 0; i < count; i += 1) await create(name, `1.${Math.floor(i / 100)}.${i % 100}`);
      const { models } = await list(`model_name=${name}&exact_match=true&order=asc`);
      const ids = models.filter((model) => model.model_name === name).map((model) => model.model_id);
      if (!areSoMany(ids, count)) throw new Error(`Of ${count} versions ${ids.length} are listed.`);
      return ids;
    },
    remove: async (id: string, cascade = false) => {
      return Answer.parse((await call('DELETE', `/models/${id}?cascade=${cascade}`)).body);
    },
    deploy: async (service_name: string, ids: readonly string[]): Promise<string> => {
      const config = ids.map((model_id) => ({ model_id, weight: 1 }));
      const answer = await call('POST', '/services', { service_name, infer_type: 'real-time', config });
      return z.object({ service_id: z.string() }).parse(answer.body).service_id;
    },
  };
}

export type RegistryClient = ReturnType<typeof registryClient>;

/** So many ids, where it is known how many: the first of three is there, and needs no other value in its place. */
type Ids<Count extends number, Sofar extends string[] = []> = number extends Count
  ? string[]
  : Sofar['length'] extends Count
    ? Sofar
    : Ids<Count, [...Sofar, string]>;

function areSoMany<Count extends number>(ids: string[], count: Count): ids is string[] & Ids<Count> {
  return ids.length === count;
}
