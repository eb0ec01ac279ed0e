import { createServer } from 'node:http';
import { first } from '../core/testing/must.ts';
import { verifyWebhook } from '../server/testing/clients/verify-webhook.ts';
import { listenLocally } from '../server/testing/fakes/listen-locally.ts';
import { expect, test } from './support/fixtures.ts';
import { lookAt } from './support/look-at.ts';

/** Listens as a program of somebody's would, and answers with the status that it is told to. */
async function startReceiver() {
  const received: { headers: Record<string, string>; body: string }[] = [];
  const answers = { status: 500 };
  const server = createServer(async (request, answer) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    received.push({ headers: Object.fromEntries(headers), body });
    answer.writeHead(answers.status).end('thank you');
  });
  const url = await listenLocally(server);
  return { url: `${url}/hook`, received, answers, close: () => server.close() };
}

test('a webhook is added, tested, told of an event again, paused and removed', async ({
  page,
  signIn,
  registry,
}) => {
  const receiver = await startReceiver();
  await signIn();
  await page.goto('/webhooks');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const form = page.getByRole('dialog', { name: 'Add a webhook' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Release bot');
  await form.getByRole('checkbox', { name: /^All events/ }).uncheck();
  await form.getByRole('textbox', { name: 'Address' }).fill(receiver.url);
  await form.getByRole('button', { name: 'Add a webhook' }).click();
  const once = page.getByRole('dialog', { name: 'The secret of Release bot' });
  const secret = await once.getByRole('textbox', { name: 'Signing secret' }).inputValue();
  await once.getByRole('button', { name: 'Done' }).click();

  const card = page.getByRole('listitem').filter({ hasText: 'Release bot' });
  await expect(card).toContainText(receiver.url);
  await card.getByRole('button', { name: 'Send a test' }).click();
  await expect(card.getByRole('status')).toHaveText('Test · Answered 500');
  const { body, headers } = first(receiver.received);
  expect(verifyWebhook(secret, body, headers)).toMatchObject({ type: 'test' });

  receiver.answers.status = 204;
  await registry.createModel('told-of', '1.0.0');
  await card.getByRole('button', { name: 'Last tries' }).click();
  const tries = card.getByRole('table', { name: 'Last tries of Release bot' });
  await expect(tries.getByRole('row', { name: 'Created: told-of' })).toContainText('Delivered (204)');
  await tries.getByRole('button', { name: /^Send again: Test/ }).click();
  await expect(card.getByRole('status')).toHaveText('Test · Delivered (204)');

  await page.getByRole('button', { name: 'How a receiver verifies' }).click();
  await lookAt(page, 'webhooks');

  const more = card.getByRole('button', { name: 'More about Release bot' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await expect(card).toContainText('Paused');
  await card.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(card).not.toContainText('Paused');
  await more.click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  const remove = page.getByRole('dialog', { name: 'Remove Release bot?' });
  await remove.getByRole('button', { name: 'Remove the webhook' }).click();
  await expect(page.getByRole('heading', { name: 'No webhooks yet' })).toBeVisible();
  receiver.close();
});
