import { afterAll, describe, expect, it } from 'vitest';
import { startGateway } from '../../testing/setup/start-gateway.ts';

const hosts = [{ name: 'models.example.com', port: undefined, isBelow: false }];
const near = await startGateway({ settings: { hosts } });
const far = await startGateway({ beside: near, settings: { hosts, trustProxy: ['10.1.0.0/16'] } });
afterAll(async () => {
  await far.close();
  await near.close();
});

const versionAt = (address: string) =>
  expect.objectContaining({
    id: expect.stringMatching(/^v3/),
    status: 'stable',
    links: [{ rel: 'self', href: `${address}/v3/` }],
  });
const FORWARDED = { 'x-forwarded-host': 'models.example.com', 'x-forwarded-proto': 'https' };

describe('the version document of IAM', () => {
  it.each(['/v3', '/v3/'])('is at %s, for everybody, with the address that they used', async (path) => {
    const answer = await near.http('GET', path);
    expect([answer.status, answer.body]).toEqual([200, { version: versionAt(near.url) }]);
    const forwarded = await near.http('GET', path, { headers: FORWARDED });
    expect(forwarded.body).toEqual({ version: versionAt('https://models.example.com') });
  });

  it('has the address that a proxy says only of one that is trusted', async () => {
    const answer = await far.http('GET', '/v3', { headers: FORWARDED });
    expect(answer.body).toEqual({ version: versionAt(far.url) });
  });

  it('is listed to a client that was told no more than the address of the gateway', async () => {
    const answer = await near.http('GET', '/', { headers: { accept: 'application/json' } });
    expect([answer.status, answer.body]).toEqual([300, { versions: { values: [versionAt(near.url)] } }]);
  });
});
