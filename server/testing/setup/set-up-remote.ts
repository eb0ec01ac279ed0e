import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { sessionsIn } from '../../iam/sign-in/sessions.ts';
import type { UpstreamTimeouts } from '../../upstream/transport/upstream.ts';
import { cookieIn } from '../clients/read-answer.ts';
import { type RegistryClient, registryClient } from '../clients/registry-client.ts';
import { type FaultyRemote, startFaultyRemote } from '../fakes/faulty-remote.ts';
import { startGateway, type TestGateway, type TestProject } from './start-gateway.ts';

/**
 * A gateway that stands before another one, whose registry is the remote, with what can go wrong between the two; and
 * for each test a project of its own there, with a client of that registry itself.
 *
 * @param timeouts how long the remote one is waited for, where that is not as ever.
 * @param lag how long it may lag behind, in ms, likewise.
 */
export function setUpRemote(timeouts: Partial<UpstreamTimeouts> = {}, lag?: number) {
  let remote: TestGateway;
  let between: FaultyRemote;
  let front: TestGateway;
  let project: TestProject;
  let registry: RegistryClient;

  beforeAll(async () => {
    remote = await startGateway();
    between = await startFaultyRemote(remote.url);
    front = await startGateway({
      settings: {
        remote: { modelarts: between.url, iam: between.url, timeouts },
        ...(lag !== undefined && { lag }),
      },
    });
  });
  afterAll(async () => {
    await front.close();
    await between.close();
    await remote.close();
  });
  beforeEach(async () => {
    project = await remote.newProject();
    registry = registryClient(remote, project);
  });
  afterEach(() => {
    between.respond = undefined;
  });

  return {
    /** Whose registry it is. */
    get remote() {
      return remote;
    },
    get between() {
      return between;
    },
    /** What stands before it: what the tests are about. */
    get front() {
      return front;
    },
    get project() {
      return project;
    },
    /** The remote registry itself, behind the front's back. */
    get registry() {
      return registry;
    },
    /** Signs in at the front as somebody of the remote project, and nobody reads that project by it: a session's cookie. */
    signIn: (role: 'operator' | 'viewer' = 'operator', people = project) => signInAt(front, people, role),
    /** The same as the console does it: the project is read, if that is due. */
    comeIn: (role: 'operator' | 'viewer' = 'operator') => comeInAt(front, project, role),
  };
}

async function signInAt(front: TestGateway, people: TestProject, role: string): Promise<string> {
  const user = { name: role, password: role, domain: { name: people.account } };
  const identity = { methods: ['password'], password: { user } };
  const auth = { identity, scope: { project: { id: people.project_id } } };
  const { status, headers } = await front.http('POST', '/v3/auth/tokens', { body: { auth } });
  const token = headers.get('x-subject-token');
  if (token === null) throw new Error(`A token was refused with ${status}.`);
  const lifetime = { issued_at: Date.now(), expires_at: Date.now() + 60 * 60_000 };
  const id = await sessionsIn(front.store, front.secret).open({ token, ...lifetime });
  return `coppice_session=${id}`;
}

async function comeInAt(front: TestGateway, people: TestProject, role: string): Promise<string> {
  const body = { account: people.account, user: role, password: role, project: people.project };
  const { status, headers } = await front.http('POST', '/api/session', { body, origin: front.url });
  const [cookie] = headers.getSetCookie();
  if (status !== 200 || cookie === undefined) throw new Error(`Signing in was answered with ${status}.`);
  return cookieIn(cookie);
}
