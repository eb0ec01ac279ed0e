import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type RegistryClient, registryClient } from '../clients/registry-client.ts';
import { startGateway, type TestGateway, type TestProject } from './start-gateway.ts';

/** One gateway for the tests of a file, and for each of them a project of its own with a client of its registry. */
export function setUpGateway() {
  let gateway: TestGateway;
  let project: TestProject;
  let registry: RegistryClient;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());
  beforeEach(async () => {
    project = await gateway.newProject();
    registry = registryClient(gateway, project);
  });

  // Read inside a test: before it there is nothing to read.
  return {
    get gateway() {
      return gateway;
    },
    get project() {
      return project;
    },
    get registry() {
      return registry;
    },
  };
}
