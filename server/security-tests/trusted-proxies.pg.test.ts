import { afterAll, describe, expect, it } from 'vitest';
import { startGateway } from '../testing/setup/start-gateway.ts';

const near = await startGateway({ signInTries: 1 });
const far = await startGateway({ signInTries: 1, beside: near, settings: { trustProxy: ['10.1.0.0/16'] } });
const chain = await startGateway({
  signInTries: 1,
  beside: near,
  settings: { trustProxy: ['127.0.0.1', '10.1.0.0/16'] },
});
const people = await near.newProject();
afterAll(async () => {
  for (const gateway of [chain, far, near]) await gateway.close();
});

const signIn = (gateway: typeof near, forwarded: Record<string, string>, password = 'operator') =>
  gateway.http('POST', '/api/session', {
    headers: forwarded,
    origin: gateway.url.replace('http', forwarded['x-forwarded-proto'] ?? 'http'),
    body: { account: people.account, user: 'operator', password, project: people.project },
  });

/** How two wrong guesses are answered that are said to come from different addresses. */
async function guesses(gateway: typeof near, from: [string, string]) {
  await near.store.deleteFrom('sign_in_tries').execute();
  const answers = [];
  for (const address of from) answers.push(await signIn(gateway, { 'x-forwarded-for': address }, 'guess'));
  return answers.map((answer) => answer.status);
}

describe('what a proxy says of the caller', () => {
  it('is believed of a proxy that is trusted: on this machine, if nothing else is set', async () => {
    const { headers } = await signIn(near, { 'x-forwarded-proto': 'https' });
    expect(headers.get('set-cookie')).toContain('; Secure');
    expect(await guesses(near, ['192.0.2.1', '192.0.2.2'])).toEqual([401, 401]);
  });

  it('is not believed of anybody else', async () => {
    const origin = { origin: far.url };
    const { headers } = await signIn(far, { 'x-forwarded-proto': 'https', ...origin });
    expect(headers.get('set-cookie')).not.toContain('; Secure');
    expect(await guesses(far, ['192.0.2.1', '192.0.2.2'])).toEqual([401, 429]);
  });

  it('is believed through several that are trusted, and no further', async () => {
    expect(await guesses(chain, ['192.0.2.1, 10.1.0.5', '192.0.2.2, 10.1.0.5'])).toEqual([401, 401]);
    expect(await guesses(chain, ['192.0.2.1, 198.51.100.9', '192.0.2.2, 198.51.100.9'])).toEqual([401, 429]);
  });

  it('counts guesses of IPv6 by the network of whoever makes them, who has more addresses than can be counted', async () => {
    expect(await guesses(near, ['2001:db8::1', '2001:db8::ffff:2'])).toEqual([401, 429]);
    expect(await guesses(near, ['2001:db8::1', '2001:db8:0:1::1'])).toEqual([401, 401]);
    expect(await guesses(near, ['::ffff:192.0.2.1', '192.0.2.1'])).toEqual([401, 429]);
    expect(await guesses(near, ['::ffff:192.0.2.1', '::ffff:192.0.2.2'])).toEqual([401, 401]);
  });

  it('does not let another site pass for this one', async () => {
    const headers = { 'x-forwarded-host': 'elsewhere.example' };
    const body = { account: people.account, user: 'operator', password: 'operator', project: people.project };
    const answer = await far.http('POST', '/api/session', {
      body,
      headers,
      origin: 'https://elsewhere.example',
    });
    expect(answer.status).toBe(403);
  });
});
