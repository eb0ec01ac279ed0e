import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeSecret } from '../iam/same-secret.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { webhookClient } from '../testing/clients/webhook-client.ts';
import { type WebhookReceiver, webhookReceiver } from '../testing/fakes/webhook-receiver.ts';
import { startGateway, type TestGateway, type TestProject } from '../testing/setup/start-gateway.ts';
import { sendWebhook } from './delivery/send-webhook.ts';
import { openWebhookGuard } from './guard/webhook-guard.ts';

/** It may not go inside, as no gateway may unless told so. */
let gateway: TestGateway;
let project: TestProject;
let receiver: WebhookReceiver;
let hooks: ReturnType<typeof webhookClient>;
const PACE = { timeout: 2_000, waitAfter: () => undefined, givesUpAfter: 1e9 };
beforeAll(async () => {
  gateway = await startGateway({ settings: { webhooksInside: false, webhookPace: PACE } });
});
afterAll(() => gateway.close());
beforeEach(async () => {
  project = await gateway.newProject();
  hooks = webhookClient({ gateway, project });
  receiver = await webhookReceiver();
  return () => receiver.close();
});

/** As if its address had led elsewhere when it was added. */
async function addLeadingTo(url: string): Promise<string> {
  const { webhook_id } = await hooks.add({ url: 'https://93.184.215.14/' }, { kinds: ['created'] });
  await gateway.store.updateTable('webhooks').set({ url }).where('webhook_id', '=', webhook_id).execute();
  return webhook_id;
}

describe('a gateway sends nothing to its own machine or network', () => {
  it('and says so when a webhook is added or changed', async () => {
    const body = { name: 'bot', url: receiver.url, kinds: null };
    const { webhook_id } = await hooks.add({ url: 'https://93.184.215.14/' });
    for (const refused of [
      await hooks.ask('POST', '', body),
      await hooks.ask('PUT', `/${webhook_id}`, { ...body, url: 'http://[::ffff:10.0.0.1]/' }),
    ])
      expect([refused.status, errorCode(refused)]).toEqual([400, 'Coppice.0024']);
    const nowhere = await hooks.ask('POST', '', { ...body, url: 'https://nowhere.invalid/' });
    expect([nowhere.status, errorCode(nowhere)]).toEqual([400, 'Coppice.0025']);
    const none = await hooks.ask('POST', '', { ...body, url: 'https://me:secret@example.com/' });
    expect([none.status, errorCode(none)]).toEqual([400, 'Coppice.0005']);
  });

  it('and looks again at every try', async () => {
    const webhook_id = await addLeadingTo(receiver.url);
    await hooks.happens('pose');
    await hooks.untilTries(webhook_id, [{ problem: 'inside', status: null }]);
    expect(receiver.received).toEqual([]);
  });

  it('where the name has another address by the time it is connected to (DNS rebinding)', async () => {
    const { port } = new URL(receiver.url);
    let asked = 0;
    const rebinding = openWebhookGuard({
      mayGoInside: false,
      resolve: async () => {
        asked += 1;
        return [{ address: asked === 1 ? '93.184.215.14' : '127.0.0.1', family: 4 }];
      },
    });
    const url = new URL(`http://rebind.example:${port}/hook`);
    const sent = await sendWebhook(rebinding, url, { headers: {}, body: '{}' }, 2_000);
    expect([sent.problem, asked]).toEqual(['inside', 2]);
    expect(receiver.received).toEqual([]);
  });

  it('but connects to the very address that was looked at', async () => {
    const { port } = new URL(receiver.url);
    const there = openWebhookGuard({
      mayGoInside: true,
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    const url = new URL(`http://there.example:${port}/hook`);
    const sent = await sendWebhook(there, url, { headers: {}, body: '{}' }, 2_000);
    expect(sent).toMatchObject({ status: 204, problem: null });
    expect(receiver.received).toMatchObject([{ headers: { host: `there.example:${port}` } }]);
  });
});

it('is signed with nothing when the secret of the database was changed, until it has a new one', async () => {
  const { webhook_id } = await hooks.add({ url: 'https://93.184.215.14/' }, { kinds: ['created'] });
  const { webhooks } = await gateway.store.transaction().execute((trx) => changeSecret(trx, gateway.secret));
  expect(webhooks).toBeGreaterThanOrEqual(1n);
  await hooks.until(webhook_id, { state: 'secret-lost' });
  const refused = await hooks.ask('POST', `/${webhook_id}/resume`, { from: 'now' });
  expect(errorCode(refused)).toBe('Coppice.0027');
  await hooks.did('POST', `/${webhook_id}/test`);
  await hooks.untilTries(webhook_id, [{ problem: 'secret-lost' }]);
  await hooks.did('POST', `/${webhook_id}/secret`);
  await hooks.until(webhook_id, { state: 'paused' });
  await hooks.did('POST', `/${webhook_id}/resume`, { from: 'now' });
  await hooks.until(webhook_id, { state: 'on' });
});
