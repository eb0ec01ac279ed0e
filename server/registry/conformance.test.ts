import { beforeAll, describe, expect, it } from 'vitest';
import { CONFORMANCE, like, loadConformance } from '../testing/fixtures/conformance.ts';
import { startGateway, type TestGateway, type TestProject } from '../testing/setup/start-gateway.ts';

let gateway: TestGateway;
let project: TestProject;

beforeAll(async () => {
  gateway = await startGateway();
  project = await gateway.newProject();
  await loadConformance(gateway.store, project.project_id);
  return () => gateway.close();
});

// One after the other, as they are in the file: some change what later ones see.
describe('the registry of our own answers as the contract says', () => {
  it.each(CONFORMANCE.examples.filter(({ only }) => only !== 'remote'))(
    '$request.method: $title',
    async ({ request: { as, method, path, body }, response }) => {
      const answer = await gateway.http(method, path.replace('{project_id}', project.project_id), {
        ...(as !== 'nobody' && { token: project[as].token }),
        ...(body !== undefined && { body }),
      });
      expect(answer.body).toEqual(like(response.body, project.project_id));
      expect(answer.status).toBe(response.status);
    },
  );
});
