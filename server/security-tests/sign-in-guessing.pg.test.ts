import { createHook } from 'node:async_hooks';
import { afterAll, describe, expect, it } from 'vitest';
import { startGateway } from '../testing/setup/start-gateway.ts';

const gateway = await startGateway();
const people = await gateway.newProject();
afterAll(() => gateway.close());

/** How many passwords are hashed while something happens: the work that takes the time of a sign-in. */
async function hashesDuring(act: () => Promise<unknown>): Promise<number> {
  let hashes = 0;
  const hook = createHook({
    init: (_id, type) => {
      if (type === 'SCRYPTREQUEST') hashes += 1;
    },
  }).enable();
  await act();
  hook.disable();
  return hashes;
}

const RIGHT = {
  account: people.account,
  user: 'operator',
  password: 'operator',
  project: people.project,
};
const WRONG: [string, Partial<typeof RIGHT>][] = [
  ['password', { password: 'guess' }],
  ['user', { user: 'nobody' }],
  ['account', { account: 'nowhere' }],
  ['project', { project: 'nowhere' }],
];

describe.each(['/api/session', '/v3/auth/tokens'])('a guess at %s', (path) => {
  const bodyOf = ({ account, user, password, project }: typeof RIGHT) => {
    if (path === '/api/session') return { account, user, password, project };
    const identity = {
      methods: ['password'],
      password: { user: { name: user, password, domain: { name: account } } },
    };
    return { auth: { identity, scope: { project: { name: project } } } };
  };
  const guess = (given: Partial<typeof RIGHT>) =>
    gateway.http('POST', path, { origin: gateway.url, body: bodyOf({ ...RIGHT, ...given }) });

  it.each(WRONG)(
    'costs the same and is answered the same, whether the %s is wrong or another',
    async (_, wrong) => {
      const usual = await guess({ password: 'another' });
      let answer = usual;
      const hashes = await hashesDuring(async () => {
        answer = await guess(wrong);
      });
      expect(hashes).toBe(1);
      expect([answer.status, answer.body]).toEqual([401, usual.body]);
      expect(answer.headers.get('set-cookie')).toBeNull();
    },
  );
});
