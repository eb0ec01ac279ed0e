import { randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Role } from '../../../core/contract/roles.ts';
import { type AppOptions, buildApp } from '../../app.ts';
import { issueToken } from '../../iam/tokens/tokens.ts';
import { createUser } from '../../iam/users/create-user.ts';
import { loadSample } from '../../sample/load-sample.ts';
import type { Listen } from '../../store/listen.ts';
import type { OpenStore } from '../../store/open-store.ts';
import type { Store } from '../../store/schema.ts';
import { type HttpClient, httpClient } from '../clients/http-client.ts';
import { routesOf } from '../clients/routes-of.ts';
import { openTestStore } from './open-test-store.ts';
import { quickHash } from './quick-hash.ts';

/** A project of its own with one user of each role, whose passwords are their names. */
export type TestProject = {
  account: string;
  project: string;
  account_id: string;
  project_id: string;
  operator: TestUser;
  viewer: TestUser;
};
export type TestUser = { name: string; user_id: string /** A token for the project. */; token: string };

export type TestGateway = {
  url: string;
  store: Store;
  listen: Listen;
  jobs: OpenStore['jobs'];
  /** What it seals under. */
  secret: Buffer;
  http: HttpClient;
  server: Server;
  /** Every route it has, as `GET /v1/:project_id/models`. */
  routes: string[];
  /** Makes a project that no other test sees. */
  newProject: () => Promise<TestProject>;
  /** Adds somebody to a project, whose password is their name. */
  addUser: (project: TestProject, role: Role, name: string) => Promise<TestUser>;
  close: () => Promise<void>;
};

type Settings = Pick<
  AppOptions,
  | 'trustProxy'
  | 'timeouts'
  | 'remote'
  | 'blockerBudget'
  | 'lag'
  | 'hosts'
  | 'base'
  | 'serviceUrl'
  | 'webhooksInside'
  | 'webhookPace'
  | 'schedulesEvery'
>;

/**
 * The real gateway on a real database, listening on a free port.
 *
 * @param options.sample fill it with the sample; it then has a database of its own.
 * @param options.signInTries as many as a test needs, unless it is about the limit.
 * @param options.settings more of the gateway's options.
 * @param options.listenOn the address that it listens on; its url is that of this machine all the same.
 * @param options.beside another gateway to share its database and secret with; that one is closed last.
 */
export async function startGateway(
  options: {
    sample?: boolean;
    signInTries?: number;
    consoleDirectory?: string;
    signOfLife?: number;
    beside?: TestGateway;
    listenOn?: string;
    settings?: Settings;
  } = {},
): Promise<TestGateway> {
  const {
    sample = false,
    signInTries = 1_000_000,
    consoleDirectory = '/nowhere',
    beside,
    signOfLife,
    listenOn = '127.0.0.1',
    settings,
  } = options;
  // What mirrors a remote registry shares its tables with nobody, least of all with that registry.
  const isAlone = sample || settings?.remote !== undefined;
  const { store, listen, jobs, close } = beside
    ? { ...beside, close: async () => {} }
    : await openTestStore(isAlone ? 'fresh' : 'any');
  if (sample) await loadSample(store);
  const secret = beside?.secret ?? randomBytes(32);
  const app = await buildApp({
    store,
    listen,
    jobs,
    secret,
    consoleDirectory,
    signInTries,
    ...(signOfLife !== undefined && { signOfLife }),
    // Whoever listens to a test is on this machine.
    webhooksInside: true,
    ...settings,
  });
  const address = await app.listen({ host: listenOn, port: 0 });
  const url = `http://127.0.0.1:${new URL(address).port}`;
  return {
    url,
    store,
    listen,
    jobs,
    secret,
    http: httpClient(url),
    server: app.server,
    routes: routesOf(app),
    newProject: () => newProject(store),
    addUser: (project, role, name) => addUser(store, project, role, name),
    close: async () => {
      await app.close();
      await close();
    },
  };
}

async function newProject(store: Store): Promise<TestProject> {
  const names = { account: `account-${randomUUID()}`, project: 'workshop' };
  const { account_id, project_id, ...operator } = await addUser(store, names, 'operator', 'operator');
  const viewer = await addUser(store, names, 'viewer', 'viewer');
  return { ...names, account_id, project_id, operator, viewer };
}

async function addUser(
  store: Store,
  { account, project }: Pick<TestProject, 'account' | 'project'>,
  role: Role,
  name: string,
) {
  const person = { account, project, user: name, password_hash: quickHash(name), role };
  const added = await store.transaction().execute((trx) => createUser(trx, person));
  const { token } = await issueToken(store, { user_id: added.user_id, project_id: added.project_id });
  return { ...added, name, token };
}
