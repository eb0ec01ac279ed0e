import { expect, it } from 'vitest';
import { WebhookSecret } from '../../core/console-api/activity/webhooks.ts';
import { first } from '../../core/testing/must.ts';
import { noteActivities } from '../activity/note-activity.ts';
import { SAMPLE_ACCOUNT, SAMPLE_PROJECT } from '../sample/sample-people.ts';
import { openStore } from '../store/open-store.ts';
import { httpClient } from '../testing/clients/http-client.ts';
import { cookieOf } from '../testing/clients/read-answer.ts';
import { runCoppice, sampleDatabase } from '../testing/clients/run-coppice.ts';
import { verified, webhookClient } from '../testing/clients/webhook-client.ts';
import { answers, webhookReceiver } from '../testing/fakes/webhook-receiver.ts';
import { startGateway } from '../testing/setup/start-gateway.ts';

it('is told once by any number of gateways, and in order as long as nothing fails', async () => {
  const one = await startGateway();
  const others = [await startGateway({ beside: one }), await startGateway({ beside: one })];
  const project = await one.newProject();
  const hooks = webhookClient({ gateway: one, project });
  const receivers = [await webhookReceiver(), await webhookReceiver()];
  for (const receiver of receivers) await hooks.add(receiver, { kinds: ['created'] });
  // More than are taken out of the log at a time.
  const names = Array.from({ length: 250 }, (_, nth) => `model-${nth}`);
  for (let begin = 0; begin < names.length; begin += 25)
    await hooks.happens(...names.slice(begin, begin + 25));
  for (const receiver of receivers) {
    const received = await receiver.until(names.length);
    const subjects = received.map(({ body }) => JSON.parse(body).data.subject);
    expect(subjects).toEqual(names);
  }
  await Promise.all(others.map((other) => other.close()));
  for (const receiver of receivers) {
    expect(receiver.received).toHaveLength(names.length);
    await receiver.close();
  }
  await one.close();
});

it('is told by the next gateway what one was sending, or had still to send, when it was killed', {
  timeout: 90_000,
}, async () => {
  const env = { ...(await sampleDatabase()), COPPICE_WEBHOOKS_INSIDE: '1' };
  const receiver = await webhookReceiver();
  const killed = runCoppice([], env);
  const url = await killed.address;
  const http = httpClient(url);
  const person = { account: SAMPLE_ACCOUNT, project: SAMPLE_PROJECT, user: 'operator', password: 'operator' };
  const cookie = cookieOf(await http('POST', '/api/session', { origin: url, body: person }));
  const body = { name: 'bot', url: receiver.url, kinds: ['created'] };
  const added = await http('POST', '/api/webhooks', { cookie, origin: url, body });
  const { secret } = WebhookSecret.parse(added.body);

  // Nothing is answered to the first: the gateway dies over it, with the second to come.
  receiver.does((answer, nth) => (nth === 1 ? undefined : answers(200)(answer, nth)));
  await noteCreated(env, ['pose', 'hand']);
  await receiver.until(1);
  killed.process.kill('SIGKILL');
  await killed.ended;
  const next = runCoppice([], env);
  await next.address;
  await noteCreated(env, ['face']);
  const received = await receiver.until(4);
  const told = received.map((message) => verified(secret, message).data.subject);
  expect(told).toEqual(['pose', 'pose', 'hand', 'face']);
  const ids = received.map(({ headers }) => headers['webhook-id']);
  expect(ids[1]).toBe(ids[0]);
  expect(new Set(ids).size).toBe(3);
  expect(first(received).body).toBe(received[1]?.body);
  await receiver.close();
});

/** Has models be created in the sample's project, as a gateway that imports them would. */
async function noteCreated({ DATABASE_URL }: { DATABASE_URL: string }, names: string[]): Promise<void> {
  const { store, close } = await openStore({ kind: 'postgres', url: DATABASE_URL });
  const project = await store
    .selectFrom('projects')
    .select(['account_id', 'project_id'])
    .where('name', '=', SAMPLE_PROJECT)
    .executeTakeFirstOrThrow();
  const actor = { user_id: 'u', user_name: 'operator' };
  const activities = names.map((name) => ({
    ...project,
    kind: 'created' as const,
    actor,
    subject: { id: name, name },
  }));
  await noteActivities(store, activities);
  await close();
}
