import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TryProblem } from '../../core/console-api/activity/webhooks.ts';
import { first, must, nth } from '../../core/testing/must.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { verified, webhookClient } from '../testing/clients/webhook-client.ts';
import {
  answers,
  type Reaction,
  type WebhookReceiver,
  webhookReceiver,
} from '../testing/fakes/webhook-receiver.ts';
import { startGateway, type TestGateway, type TestProject } from '../testing/setup/start-gateway.ts';

const TRIES = 4;
const PACE = {
  timeout: 400,
  waitAfter: (tries: number) => (tries < TRIES ? -1_000 : undefined),
  givesUpAfter: 5 * 24 * 3_600_000,
};

let gateway: TestGateway;
let project: TestProject;
let receiver: WebhookReceiver;
let hooks: ReturnType<typeof webhookClient>;
beforeAll(async () => {
  gateway = await startGateway({ settings: { webhookPace: PACE } });
});
afterAll(() => gateway.close());
beforeEach(async () => {
  project = await gateway.newProject();
  hooks = webhookClient({ gateway, project });
  receiver = await webhookReceiver();
  return () => receiver.close();
});

const idsOf = (receiver: WebhookReceiver) => receiver.received.map(({ headers }) => headers['webhook-id']);

describe('a webhook', () => {
  it('is told of what happens from now on, signed, and not of what it does not want', async () => {
    await hooks.happens('before');
    const { secret, webhook_id } = await hooks.add(receiver, { kinds: ['created', 'deleted'] });
    await hooks.happens('pose', ['refused', 'hand'], ['deleted', 'face']);
    const received = await receiver.until(2);
    const payloads = received.map((one) => verified(secret, one));
    expect(payloads.map(({ type, data }) => [type, data.subject]).toSorted()).toEqual([
      ['created', 'pose'],
      ['deleted', 'face'],
    ]);
    expect(first(payloads).data).toMatchObject({
      project: { project_id: project.project_id, project_name: project.project },
      actor: 'operator',
      count: 1,
      facts: {},
    });
    expect(first(received)).toMatchObject({
      method: 'POST',
      path: '/hook',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': expect.stringContaining('Coppice/'),
      },
    });
    const tries = await hooks.untilTries(webhook_id, [{ status: 204, problem: null }, { attempt: 1 }]);
    expect(new Set(tries.map(({ subject }) => subject))).toEqual(new Set(['pose', 'face']));
    await hooks.until(webhook_id, { waiting: 0, last: { at: expect.any(Number), is_delivered: true } });
    expect(() => verified('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', first(received))).toThrow();
  });

  it('is tried again with the same id and body until it takes it', async () => {
    receiver.does((answer, nth) => answers(nth < 3 ? 503 : 200, `take ${nth}`)(answer, nth));
    const { secret, webhook_id } = await hooks.add(receiver);
    await hooks.happens('pose');
    const received = await receiver.until(4);
    // The first message is of its own adding; three tries of one, one of the other, in any order.
    for (const one of received) verified(secret, one);
    await hooks.until(webhook_id, { waiting: 0, state: 'on', failing_since: null });
    const byId = Map.groupBy(receiver.received, ({ headers }) => headers['webhook-id']);
    expect(byId.size).toBe(2);
    for (const some of byId.values()) expect(new Set(some.map(({ body }) => body)).size).toBe(1);
    const tries = await hooks.tries(webhook_id);
    expect(tries.filter(({ status }) => status === 503)).toHaveLength(2);
    expect(first(tries)).toMatchObject({ status: 200, response: 'take 4', next_at: null });
  });

  it('is left alone after so many tries, and can be sent it again by somebody', async () => {
    receiver.does(answers(500, 'not now'));
    const { webhook_id } = await hooks.add(receiver, { kinds: ['created'] });
    await hooks.happens('pose');
    const failed = { status: 500, problem: 'status', response: 'not now' } as const;
    const tries = await hooks.untilTries(
      webhook_id,
      [4, 3, 2, 1].map((attempt) => ({ ...failed, attempt, kind: 'created', subject: 'pose' })),
    );
    await hooks.until(webhook_id, { waiting: 0, state: 'on', failing_since: expect.any(Number) });
    receiver.does(answers(200));
    const { try_id, message_id } = first(tries);
    expect(await hooks.did('POST', `/${webhook_id}/tries/${try_id}/again`)).toEqual({ message_id });
    const received = await receiver.until(5);
    expect(new Set(idsOf(receiver)).size).toBe(1);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    await hooks.untilTries(webhook_id, [{ attempt: 1, problem: null }, failed, failed, failed, failed]);
    await hooks.until(webhook_id, { failing_since: null });
  });

  it('is tested by hand, once, whether it is paused or not', async () => {
    const { secret, webhook_id } = await hooks.add(receiver, { kinds: ['imported'] });
    await hooks.did('POST', `/${webhook_id}/pause`);
    receiver.does(answers(404));
    await hooks.did('POST', `/${webhook_id}/test`);
    const tries = await hooks.untilTries(webhook_id, [{ kind: null, status: 404, next_at: null }]);
    expect(verified(secret, first(await receiver.until(1)))).toMatchObject({ type: 'test' });
    await hooks.did('POST', `/${webhook_id}/tries/${first(tries).try_id}/again`);
    const [one, other] = await receiver.until(2);
    expect(must(other).body).toBe(must(one).body);
    await hooks.until(webhook_id, { state: 'paused', waiting: 0 });
  });
});

describe('a receiver', () => {
  it.each([
    ['is slow', 'timeout', () => undefined],
    ['closes the connection', 'unreachable', (answer) => answer.socket?.destroy()],
    ['answers garbage', 'garbage', (answer) => answer.socket?.end('SMTP 220 hello\r\n\r\n')],
    [
      'has headers without end',
      'garbage',
      (answer) => answers(200, '', { a: 'x'.repeat(99_999) })(answer, 1),
    ],
    ['fails', 'status', answers(500)],
    ['points elsewhere', 'redirect', answers(307, '', { location: 'http://127.0.0.1:1/' })],
  ] satisfies [string, TryProblem, Reaction][])(
    'that %s is tried again, and it is said why: %s',
    async (_, problem, reaction) => {
      receiver.does((answer, nth) => (nth === 1 ? reaction : answers(200))(answer, nth));
      const { webhook_id } = await hooks.add(receiver, { kinds: ['created'] });
      await hooks.happens('pose');
      const status = problem === 'status' ? 500 : problem === 'redirect' ? 307 : null;
      await hooks.untilTries(webhook_id, [
        { attempt: 2, problem: null },
        { attempt: 1, problem, status },
      ]);
      expect(receiver.received).toHaveLength(2);
    },
  );

  it('that cannot be reached is tried again when it is there', async () => {
    const { webhook_id } = await hooks.add({ url: 'http://127.0.0.1:1/' }, { kinds: ['created'] });
    await hooks.happens('pose');
    const failed = { problem: 'unreachable', status: null } as const;
    const tries = await hooks.untilTries(webhook_id, [failed, failed, failed, failed]);
    await hooks.did('PUT', `/${webhook_id}`, { name: 'bot', url: receiver.url, kinds: null });
    await hooks.did('POST', `/${webhook_id}/tries/${first(tries).try_id}/again`);
    await receiver.until(1);
  });

  it('is heard as far as its answer is short, and what cannot be stored is left out', async () => {
    receiver.does((answer) => {
      answer.writeHead(200);
      answer.write(Buffer.from([0x6f, 0x6b, 0x00, 0xed, 0xa0, 0x80]));
      answer.write('x'.repeat(5_000_000));
    });
    const { webhook_id } = await hooks.add(receiver, { kinds: ['created'] });
    await hooks.happens('pose');
    const [tried] = await hooks.untilTries(webhook_id, [{ status: 200, problem: null }]);
    expect(must(tried).response).toMatch(/^ok\ufffd+x+$/);
    expect(must(tried).response.length).toBeLessThanOrEqual(1000);
  });

  it('that says it is gone is sent nothing more, until somebody has it go on', async () => {
    receiver.does(answers(410));
    const { webhook_id } = await hooks.add(receiver, { kinds: ['created'] });
    await hooks.happens('pose');
    await hooks.until(webhook_id, { state: 'gone', waiting: 1 });
    await hooks.happens('hand');
    await hooks.did('PUT', `/${webhook_id}`, { name: 'bot two', url: receiver.url, kinds: ['created'] });
    expect(receiver.received).toHaveLength(1);
    receiver.does(answers(200));
    await hooks.did('POST', `/${webhook_id}/resume`, { from: 'meanwhile' });
    await receiver.until(3);
    await hooks.until(webhook_id, { state: 'on', waiting: 0, name: 'bot two' });
    expect(new Set(idsOf(receiver)).size).toBe(2);
  });
});

describe('what happens while a webhook is paused', () => {
  it('is sent when it goes on, or is not, as somebody wants', async () => {
    const { secret, webhook_id } = await hooks.add(receiver, { kinds: ['created'] });
    await hooks.did('POST', `/${webhook_id}/pause`);
    await hooks.happens('one');
    await hooks.did('POST', `/${webhook_id}/resume`, { from: 'now' });
    await hooks.happens('two');
    await receiver.until(1);
    await hooks.did('POST', `/${webhook_id}/pause`);
    await hooks.happens('three', 'four');
    await hooks.did('POST', `/${webhook_id}/resume`, { from: 'meanwhile' });
    const received = await receiver.until(3);
    const subjects = received.map((one) => verified(secret, one).data.subject);
    expect(subjects.toSorted()).toEqual(['four', 'three', 'two']);
  });

  it('is kept where nothing got through for days', async () => {
    receiver.does(answers(500));
    const { webhook_id } = await hooks.add(receiver, { kinds: ['created'] });
    await gateway.store
      .updateTable('webhooks')
      .set({ failing_since: Date.now() - PACE.givesUpAfter })
      .where('webhook_id', '=', webhook_id)
      .execute();
    await hooks.happens('pose');
    await hooks.until(webhook_id, { state: 'failing', waiting: 1 });
    receiver.does(answers(200));
    await hooks.did('POST', `/${webhook_id}/resume`, { from: 'meanwhile' });
    await hooks.until(webhook_id, { state: 'on', waiting: 0, failing_since: null });
  });
});

describe('a secret', () => {
  it('counts for a while after there is a new one', async () => {
    const { secret, webhook_id } = await hooks.add(receiver, { kinds: ['created'] });
    const rotated = (await hooks.did('POST', `/${webhook_id}/secret`)) as { secret: string };
    expect(rotated.secret).toMatch(/^whsec_/);
    await hooks.happens('pose');
    const received = first(await receiver.until(1));
    for (const valid of [secret, rotated.secret]) expect(verified(valid, received).type).toBe('created');
    await gateway.store
      .updateTable('webhooks')
      .set({ old_secret_until: Date.now() - 1 })
      .where('webhook_id', '=', webhook_id)
      .execute();
    await hooks.happens('hand');
    const later = nth(await receiver.until(2), 1);
    expect(verified(rotated.secret, later).type).toBe('created');
    expect(() => verified(secret, later)).toThrow();
  });

  it('is never told again, nor kept as it is', async () => {
    const { secret, webhook_id } = await hooks.add(receiver);
    const bare = secret.replace('whsec_', '');
    for (const path of ['', `/${webhook_id}/tries`])
      expect(JSON.stringify((await hooks.ask('GET', path)).body)).not.toContain(bare);
    const row = await gateway.store
      .selectFrom('webhooks')
      .selectAll()
      .where('webhook_id', '=', webhook_id)
      .executeTakeFirst();
    expect(JSON.stringify(row)).not.toContain(bare);
  });
});

it('is counted by what came of each try, without a name', async () => {
  receiver.does(answers(500));
  const { webhook_id } = await hooks.add(receiver, { name: 'a-name-to-look-for', kinds: ['created'] });
  await hooks.did('POST', `/${webhook_id}/test`);
  await hooks.untilTries(webhook_id, [{ problem: 'status' }]);
  const figures = String((await gateway.http('GET', '/metrics')).body);
  expect(figures).toMatch(/^coppice_webhook_tries_total\{result="status"\} [1-9]/m);
  expect(figures).not.toContain('a-name-to-look-for');
});

describe('webhooks of a project', () => {
  it('are noted by name alone when they are added, changed and removed', async () => {
    const { webhook_id } = await hooks.add(receiver, { kinds: ['imported'] });
    await hooks.did('PUT', `/${webhook_id}`, { name: 'other', url: receiver.url, kinds: null });
    expect(await hooks.read(webhook_id)).toMatchObject({ name: 'other', kinds: null, url: receiver.url });
    await hooks.did('DELETE', `/${webhook_id}`);
    const noted = await gateway.store
      .selectFrom('activities')
      .selectAll()
      .where('project_id', '=', project.project_id)
      .orderBy('activity_id')
      .execute();
    expect(noted).toMatchObject([
      { kind: 'webhook-added', subject: 'bot', actor: 'operator', facts: { webhook_id } },
      { kind: 'webhook-changed', subject: 'other' },
      { kind: 'webhook-removed', subject: 'other' },
    ]);
    expect(JSON.stringify(noted)).not.toContain('127.0.0.1');
    expect((await hooks.ask('GET', `/${webhook_id}/tries`)).status).toBe(404);
  });

  it('are for those who may delete', async () => {
    const { webhook_id } = await hooks.add(receiver);
    for (const path of ['', `/${webhook_id}/tries`])
      expect((await hooks.ask('GET', path, undefined, project.viewer.token)).status).toBe(403);
  });

  it('are twenty at most', async () => {
    for (let count = 0; count < 20; count += 1) await hooks.add(receiver, { kinds: ['imported'] });
    const one = { name: 'bot', url: receiver.url, kinds: null };
    const refused = await hooks.ask('POST', '', one);
    expect([refused.status, errorCode(refused)]).toEqual([409, 'Coppice.0026']);
  });

  it('keep their last fifty tries', async () => {
    const { webhook_id } = await hooks.add(receiver, { kinds: ['created'] });
    await hooks.happens(...Array.from({ length: 60 }, (_, nth) => `model-${nth}`));
    await receiver.until(60);
    await hooks.until(webhook_id, { waiting: 0 });
    const tries = await hooks.tries(webhook_id);
    expect(tries).toHaveLength(50);
    expect(new Set(idsOf(receiver)).size).toBe(60);
    expect(receiver.received).toHaveLength(60);
    const kept = await gateway.store
      .selectFrom('webhook_tries')
      .select('try_id')
      .where('webhook_id', '=', webhook_id)
      .execute();
    expect(kept).toHaveLength(50);
  });
});
