import { must } from '../../core/testing/must.ts';
import { RegistryClient } from './registry-client.ts';

export type SampleUser = 'operator' | 'viewer' | 'admin';
export type SampleDatabase = 'postgres' | 'pglite';

/** What the sample's users get for their passwords: the cookie of a session, and a token for their project. */
export type SignedIn = Record<SampleUser, { cookie: string; token: string; project: string }>;

/** Where the run tells its tests who is signed in to the template that they start from. */
const SIGNED_IN = 'COPPICE_E2E_SIGNED_IN';

/** Signs the users in once, at a gateway on the template of a kind: checking a password takes time on purpose. */
export async function signInToTemplate(database: SampleDatabase, gateway: string): Promise<void> {
  const known = JSON.parse(process.env[SIGNED_IN] ?? '{}');
  process.env[SIGNED_IN] = JSON.stringify({ ...known, [database]: await signInAll(gateway) });
}

/** Signs the users in at a gateway. */
export async function signInAll(gateway: string): Promise<SignedIn> {
  const [operator, viewer, admin] = await Promise.all([
    signInAt(gateway, 'operator'),
    signInAt(gateway, 'viewer'),
    signInAt(gateway, 'admin'),
  ]);
  return { operator, viewer, admin };
}

/** What the users of the template of a kind have. */
export function signedInTo(database: SampleDatabase): SignedIn {
  const all: Record<SampleDatabase, SignedIn> = JSON.parse(process.env[SIGNED_IN] ?? '{}');
  return all[database];
}

async function signInAt(gateway: string, user: SampleUser): Promise<SignedIn[SampleUser]> {
  const { token, project } = await RegistryClient.signIn(gateway, user);
  return { cookie: await openSession(gateway, user), token, project };
}

/** Signs in as the console's form does, and answers the cookie's value. */
export async function openSession(gateway: string, user: string): Promise<string> {
  const answer = await fetch(`${gateway}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: gateway },
    body: JSON.stringify({ account: 'coppice', user, password: user, project: 'demo' }),
  });
  const cookie = /coppice_session=([^;]+)/.exec(String(answer.headers.get('set-cookie')))?.[1];
  return must(cookie, `a session in an answer with ${answer.status}`);
}
