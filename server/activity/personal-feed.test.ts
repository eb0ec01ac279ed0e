import { beforeEach, describe, expect, it } from 'vitest';
import { setRole } from '../iam/users/set-role.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { atomFeed } from './atom-feed.ts';

const ctx = setUpGateway();

const own = (method: string) =>
  ctx.gateway.http(method, '/api/activity/feed', { token: ctx.project.viewer.token });
const made = async (): Promise<string> => Object(Object(await own('POST')).body).address;
/** A reader has neither token nor cookie. */
const readFeed = async (address: string) => {
  const response = await fetch(address);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};
const titles = (text: string) =>
  [...text.matchAll(/<entry>.*?<title>(.*?)<\/title>/gs)].map(([, title]) => title);

describe('a personal feed', () => {
  beforeEach(async () => {
    await ctx.registry.create('pose', '1.0.0');
  });

  it('is read by its address alone, newest first, with links to what tells more', async () => {
    const id = await ctx.registry.create('pose', '2.0.0');
    await ctx.registry.remove(id);
    const address = await made();
    const { status, type, text } = await readFeed(address);
    expect([status, type]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    expect(titles(text)).toEqual([
      'operator deleted pose 2.0.0',
      'operator created pose 2.0.0',
      'operator created pose 1.0.0',
    ]);
    expect(text).toContain(`href="${ctx.gateway.url}/deletions/`);
    expect(text).not.toContain(new URL(address).searchParams.get('key'));
    const chinese = await readFeed(`${address}&language=zh-Hans`);
    expect(titles(chinese.text)[0]).toBe('operator 删除了 pose 2.0.0');
  });

  it('is stored as a hash, known to its owner by its age, and replaced by the next one', async () => {
    expect((await own('GET')).body).toEqual({ created_at: null });
    const first = await made();
    expect((await own('GET')).body).toEqual({ created_at: expect.any(Number) });
    const rows = await ctx.gateway.store.selectFrom('activity_feeds').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(new URL(first).searchParams.get('key'));
    const second = await made();
    expect((await readFeed(first)).status).toBe(404);
    expect((await readFeed(second)).status).toBe(200);
  });

  it('is over once its owner revokes it', async () => {
    const address = await made();
    expect((await own('DELETE')).status).toBe(204);
    const key = new URL(address).searchParams.get('key');
    const refused = await ctx.gateway.http('GET', `/api/activity.atom?key=${key}`);
    expect([refused.status, errorCode(refused)]).toEqual([404, 'Coppice.0006']);
  });

  it('is over once its owner is no member any more, for good', async () => {
    const address = await made();
    const { user_id } = ctx.project.viewer;
    const project = { id: ctx.project.project_id, name: ctx.project.project };
    const set = (role: 'none' | 'viewer') =>
      ctx.gateway.store.transaction().execute((trx) => setRole(trx, user_id, project, role));
    await set('none');
    expect((await readFeed(address)).status).toBe(404);
    await set('viewer');
    expect((await readFeed(address)).status).toBe(404);
  });
});

it('holds any name that a remote registry may have, as XML can', () => {
  const activity = {
    activity_id: 1,
    at: 0,
    kind: 'created' as const,
    actor: '',
    subject: '<b>"a" & \u0000\uD800\u0008]]></b>',
    count: 1,
    facts: {},
  };
  const feed = atomFeed({
    project_name: 'a&b',
    own: 'http://host',
    language: 'en',
    activities: [activity],
    now: 0,
  });
  expect(feed).toContain(
    '<title>&lt;b&gt;&quot;a&quot; &amp; \uFFFD\uFFFD\uFFFD]]&gt;&lt;/b&gt; appeared</title>',
  );
  expect(feed).toContain('<title>Coppice: a&amp;b</title>');
});
