import { expect, it } from 'vitest';
import { openSession } from '../testing/furnish.ts';
import { stage } from '../testing/stage.ts';

const at = stage();

async function signIn(cookie?: string): Promise<string> {
  const { account, project } = at.project;
  const answer = await at.gateway.http('POST', '/api/session', {
    ...{ origin: at.gateway.url, body: { account, project, user: 'operator', password: 'operator' } },
    ...(cookie !== undefined && { cookie }),
  });
  expect(answer.status).toBe(200);
  return answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
}
const whoIs = async (cookie: string) => (await at.gateway.http('GET', '/api/session', { cookie })).status;

it('gives every sign-in a new id, and ends the session that it came with', async () => {
  const before = await signIn();
  const after = await signIn(before);
  expect(after).toMatch(/^coppice_session=[\w-]{43}$/);
  expect(after).not.toBe(before);
  expect([await whoIs(before), await whoIs(after)]).toEqual([401, 200]);
});

it.each(['planted', 'x'.repeat(43), 'planted; coppice_session=again'])(
  'never takes an id over that the client offers: %s',
  async (planted) => {
    const cookie = await signIn(`coppice_session=${planted}`);
    expect(cookie).not.toContain(planted);
    expect(await whoIs(`coppice_session=${planted}`)).toBe(401);
  },
);

it('does not turn the session that somebody planted into that of who signs in', async () => {
  const people = await at.gateway.newProject();
  const attackers = `coppice_session=${await openSession(at.gateway, people, people.operator)}`;
  expect(await whoIs(attackers)).toBe(200);
  await signIn(attackers);
  expect(await whoIs(attackers)).toBe(401);
});

it('takes an id from nowhere but the cookie', async () => {
  const id = (await signIn()).split('=')[1];
  const offers = [
    at.gateway.http('GET', `/api/session?coppice_session=${id}`),
    at.gateway.http('GET', '/api/session', { headers: { coppice_session: `${id}` } }),
    at.gateway.http('GET', '/api/model-groups', { headers: { authorization: `Bearer ${id}` } }),
    at.gateway.http('GET', '/api/model-groups', { token: `${id}` }),
  ];
  expect((await Promise.all(offers)).map((answer) => answer.status)).toEqual([401, 401, 401, 401]);
});
