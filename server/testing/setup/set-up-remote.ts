import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { sessionsIn } from '../../iam/sign-in/sessions.ts';
import type { UpstreamTimeouts } from '../../upstream/transport/upstream.ts';
import { cookieIn } from '../clients/read-answer.ts';
import { type RegistryClient, registryClient } from '../clients/registry-client.ts';
import { type FaultyRemote, startFaultyRemote } from '../fakes/faulty-remote.ts';
import { startGateway, type TestGateway, type TestProject } from './start-gateway.ts';

/**
 * A gateway for a remote registry, which is that of another gateway, with a faulty proxy between the two; and for each
 * test a project of its own there, with a client of that registry itself.
 *
 * @param timeouts those that are not the default, in ms.
 * @param lag how long the remote registry may lag behind what it answers, in ms.
 */
export function setUpRemote(timeouts: Partial<UpstreamTimeouts> = {}, lag?: number) {
  let remote: TestGateway;
  let proxy: FaultyRemote;
  let front: TestGateway;
  let project: TestProject;
  let registry: RegistryClient;

  beforeAll(async () => {
    remote = await startGateway();
    proxy = await startFaultyRemote(remote.url);
    front = await startGateway({
      settings: {
        remote: { modelarts: proxy.url, iam: proxy.url, timeouts },
        ...(lag !== undefined && { lag }),
      },
    });
  });
  afterAll(async () => {
    await front.close();
    await proxy.close();
    await remote.close();
  });
  beforeEach(async () => {
    project = await remote.newProject();
    registry = registryClient(remote, project);
  });
  afterEach(() => {
    proxy.respond = undefined;
  });

  return {
    /** The gateway whose registry is the remote one. */
    get remote() {
      return remote;
    },
    /** Between the front and the remote registry: records requests, and injects faults. */
    get proxy() {
      return proxy;
    },
    /** The gateway for the remote registry: what the tests are about. */
    get front() {
      return front;
    },
    get project() {
      return project;
    },
    /** A client of the remote registry itself, past the front. */
    get registry() {
      return registry;
    },
    /** Signs in at the front as a user of the remote project, without starting a sync: a session's cookie. */
    signIn: (role: 'operator' | 'viewer' = 'operator', of = project) => signInAt(front, of, role),
    /** The same as the console does it: a sync is started, if it is due. */
    signInToConsole: (role: 'operator' | 'viewer' = 'operator') => signInToConsoleAt(front, project, role),
  };
}

async function signInAt(front: TestGateway, project: TestProject, role: string): Promise<string> {
  const user = { name: role, password: role, domain: { name: project.account } };
  const identity = { methods: ['password'], password: { user } };
  const auth = { identity, scope: { project: { id: project.project_id } } };
  const { status, headers } = await front.http('POST', '/v3/auth/tokens', { body: { auth } });
  const token = headers.get('x-subject-token');
  if (token === null) throw new Error(`A token was refused with ${status}.`);
  const lifetime = { issued_at: Date.now(), expires_at: Date.now() + 60 * 60_000 };
  const id = await sessionsIn(front.store, front.secret).open({ token, ...lifetime });
  return `coppice_session=${id}`;
}

async function signInToConsoleAt(front: TestGateway, project: TestProject, role: string): Promise<string> {
  const body = { account: project.account, user: role, password: role, project: project.project };
  const { status, headers } = await front.http('POST', '/api/session', { body, origin: front.url });
  const [cookie] = headers.getSetCookie();
  if (status !== 200 || cookie === undefined) throw new Error(`Signing in was answered with ${status}.`);
  return cookieIn(cookie);
}
