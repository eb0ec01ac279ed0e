import { RegistryClient } from './registry-client.ts';

export type SampleUser = 'operator' | 'viewer';
export type SampleDatabase = 'postgres' | 'pglite';

/** What the sample's users get for their passwords: the cookie of a session, and a token for their project. */
type SignedIn = Record<SampleUser, { cookie: string; token: string; project: string }>;

/** Where the run tells its tests who is signed in to the template that they start from. */
const SIGNED_IN = 'COPPICE_E2E_SIGNED_IN';

/** Signs the users in once, at a gateway on the template of a kind: checking a password takes time on purpose. */
export async function signInToTemplate(database: SampleDatabase, gateway: string): Promise<void> {
  const known = JSON.parse(process.env[SIGNED_IN] ?? '{}');
  const [operator, viewer] = await Promise.all([signInAt(gateway, 'operator'), signInAt(gateway, 'viewer')]);
  process.env[SIGNED_IN] = JSON.stringify({ ...known, [database]: { operator, viewer } satisfies SignedIn });
}

/** What a user of the template of a kind has. */
export function signedInTo(database: SampleDatabase, user: SampleUser): SignedIn[SampleUser] {
  const all: Record<SampleDatabase, SignedIn> = JSON.parse(process.env[SIGNED_IN] ?? '{}');
  return all[database][user];
}

async function signInAt(gateway: string, user: SampleUser): Promise<SignedIn[SampleUser]> {
  const { token, project } = await RegistryClient.signIn(gateway, user);
  return { cookie: await openSession(gateway, user), token, project };
}

/** Signs in as the console's form does, and answers the cookie's value. */
export async function openSession(gateway: string, user: SampleUser): Promise<string> {
  const answer = await fetch(`${gateway}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: gateway },
    body: JSON.stringify({ account: 'coppice', user, password: user, project: 'demo' }),
  });
  const cookie = /coppice_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
  if (cookie === undefined) throw new Error(`Signing in was answered with ${answer.status}.`);
  return cookie;
}
