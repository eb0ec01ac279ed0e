import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { ModelListItem } from '../../core/contract/model.ts';
import type { Plan } from '../../core/deletion/plan.ts';
import { planDeletion } from '../../core/deletion/plan-deletion.ts';
import { sessionsIn } from '../iam/sessions.ts';
import { issueToken } from '../iam/tokens.ts';
import { registryClient } from './registry-client.ts';
import type { TestGateway, TestProject, TestUser } from './start-gateway.ts';

/** What stands in a project, of every kind that an address or a body can name. */
export type Furnished = {
  people: TestProject;
  /** A word that its names have and nothing else has. */
  mark: string;
  ids: { project_id: string; model_id: string; service_id: string; deletion_id: string; model_name: string };
  plan: Plan;
};

/** A project of its own with two versions of a model, a service that uses one, and a deletion of the other, planned. */
export async function furnish(gateway: TestGateway): Promise<Furnished> {
  const people = await gateway.newProject();
  const registry = registryClient(gateway, people);
  const mark = `mark${randomUUID().slice(0, 8)}`;
  const model_name = `${mark}-model`;
  const [model_id = '', used = ''] = await registry.createMany(model_name, 2);
  const service_id = await registry.deploy(`${mark}-service`, [used]);
  const listed = z.array(ModelListItem).parse((await registry.list()).models);
  const plan = planDeletion({ listed, chosen: new Set([model_id]) }, new Map([[model_id, []]]));
  const { token } = people.operator;
  const opened = await gateway.http('POST', '/api/deletions', { token, body: { plan } });
  const { deletion_id } = z.object({ deletion_id: z.string() }).parse(opened.body);
  const { project_id } = people;
  return { people, mark, plan, ids: { project_id, model_id, service_id, deletion_id, model_name } };
}

/** The id of a session of a user, as if signed in, without the time that a password takes. */
export async function openSession(
  gateway: TestGateway,
  people: TestProject,
  user: TestUser,
): Promise<string> {
  const token = await issueToken(gateway.store, { user_id: user.user_id, project_id: people.project_id });
  return sessionsIn(gateway.store, gateway.secret).open(token);
}

/** Everything that a project has, to be compared with what it has later. */
export async function allOf({ store }: TestGateway, { project_id }: TestProject) {
  const tables = [
    'models',
    'model_groups',
    'services',
    'service_models',
    'deletions',
    'deletion_calls',
  ] as const;
  return Promise.all(
    tables.map(async (table) => {
      const rows = await store.selectFrom(table).selectAll().where('project_id', '=', project_id).execute();
      // A database answers in any order, and in another one the next time.
      return rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
    }),
  );
}
