import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../core/console-api/access/session.ts';
import type { Webhook, WebhookState, WebhookTry } from '../../core/console-api/activity/webhooks.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { refusal, TestGateway } from '../testing/test-gateway.ts';
import { WebhooksPage } from './webhooks-page.tsx';

const LIST = /^\/api\/webhooks$/;
const TRIES = /^\/api\/webhooks\/w1\/tries$/;

const WEBHOOK: Webhook = {
  webhook_id: 'w1',
  name: 'Release bot',
  url: 'https://example.com/hook',
  kinds: ['created', 'service-gone'],
  state: 'on',
  created_by: 'maria',
  created_at: 1_700_000_000_000,
  failing_since: null,
  waiting: 0,
  last: null,
};

const TRY: WebhookTry = {
  try_id: 7,
  message_id: 'msg_7',
  kind: 'created',
  subject: 'pose',
  count: 1,
  happened_at: 1_700_000_000_000,
  attempt: 2,
  at: 1_700_000_000_000,
  took: 12,
  status: 503,
  problem: 'status',
  response: 'not now',
  next_at: 1_700_000_090_000,
};

async function open(webhooks: Webhook[], role: Session['role'] = 'operator') {
  const gateway = new TestGateway([], role);
  const body = { webhooks, may_send_inside: false };
  gateway.answer('GET', LIST, () => ({ status: 200, body }));
  const page = renderConsole(gateway, [{ path: '*', element: <WebhooksPage /> }], '/webhooks');
  await screen.findByRole('heading', { name: 'Webhooks' });
  return { gateway, ...page };
}

describe('the page of webhooks', () => {
  it.each([
    ['paused', 'Paused'],
    ['gone', 'Stopped: its receiver said it is gone'],
    ['failing', 'Stopped: nothing got through for 5 days'],
  ] satisfies [WebhookState, string][])(
    'says why one that is %s sends nothing, and has it go on',
    async (state, words) => {
      const { gateway, user } = await open([{ ...WEBHOOK, state, waiting: 3 }]);
      gateway.answer('POST', /\/resume$/, () => ({ status: 204, body: null }));
      expect(await screen.findByText(words)).toBeDefined();
      expect(screen.getByText('3 events wait to be sent')).toBeDefined();
      expect(screen.getByText('Created and Service gone')).toBeDefined();
      await user.click(screen.getByRole('button', { name: 'Resume from now' }));
      await user.click(screen.getByRole('button', { name: 'Resume' }));
      expect(gateway.asked('POST', /\/resume$/).map(({ body }) => body)).toEqual([
        { from: 'now' },
        { from: 'meanwhile' },
      ]);
    },
  );

  it('shows what was tried, and when it is tried next', async () => {
    const { gateway, user } = await open([WEBHOOK]);
    gateway.answer('GET', TRIES, () => ({ status: 200, body: { tries: [TRY] } }));
    await user.click(await screen.findByRole('button', { name: 'Last tries' }));
    const row = await screen.findByRole('row', { name: /Created: pose/ });
    for (const words of ['Try 2', 'Answered 503', '12 ms', 'Next try: 14 Nov 2023'])
      expect(row.textContent).toContain(words);
    await user.click(within(row).getByRole('button', { name: 'Answer' }));
    expect(within(row).getByText('not now')).toBeDefined();
  });

  it('asks for what is wrong in an address to be put right, and says what the gateway has against it', async () => {
    const { gateway, user } = await open([]);
    gateway.answer('POST', LIST, () => refusal(400, 'Coppice.0024'));
    await user.click(await screen.findByRole('button', { name: 'Add a webhook' }));
    const form = within(await screen.findByRole('dialog'));
    const [name, address] = form.getAllByRole<HTMLInputElement>('textbox');
    if (!name || !address) throw new Error('A field is missing.');
    const submit = form.getByRole('button', { name: 'Add a webhook' });
    for (const [typed, words] of [
      ['x', 'An address like https://example.com/hook'],
      ['ftp://example.com', 'It has to begin with https:// or http://'],
      [`https://example.com/${'x'.repeat(1981)}`, 'At most 2,000 characters; these are 2,001'],
      ['https://me:x@example.com', 'An address without a user or password'],
    ] as const) {
      await user.clear(address);
      await user.click(address);
      await user.paste(typed);
      await user.click(submit);
      expect(form.getByText(words)).toBeDefined();
    }
    expect(form.getByText('A name of up to 60 characters')).toBeDefined();
    await user.type(name, 'bot');
    await user.clear(address);
    await user.click(address);
    await user.paste('http://10.0.0.1/');
    expect(form.getByText('With http:// anybody on the way can read along.')).toBeDefined();
    await user.click(submit);
    expect((await form.findByRole('alert')).textContent).toContain("gateway's own machine or network");
    expect(gateway.asked('POST', LIST).map(({ body }) => body)).toEqual([
      { name: 'bot', url: 'http://10.0.0.1/', kinds: null },
    ]);
  });

  it('tells a viewer that it is not for them, and asks for nothing', async () => {
    const { gateway } = await open([WEBHOOK], 'viewer');
    expect(screen.getByRole('heading', { name: 'Webhooks are for operators' })).toBeDefined();
    expect(gateway.asked('GET', LIST)).toEqual([]);
  });

  it('keeps the focus in a webhook that goes on, and in the list when one is removed', async () => {
    const { gateway, user } = await open([]);
    let webhooks: Webhook[] = [
      { ...WEBHOOK, state: 'paused' },
      { ...WEBHOOK, webhook_id: 'w2', name: 'Other bot' },
    ];
    gateway.answer('GET', LIST, () => ({ status: 200, body: { webhooks, may_send_inside: false } }));
    gateway.answer('POST', /\/resume$/, () => {
      webhooks = webhooks.map((one) => ({ ...one, state: 'on' }));
      return { status: 204, body: null };
    });
    gateway.answer('DELETE', /\/w1$/, () => {
      webhooks = webhooks.filter(({ webhook_id }) => webhook_id !== 'w1');
      return { status: 204, body: null };
    });
    gateway.onEvent({ about: 'activity' });
    await user.click(await screen.findByRole('button', { name: 'Resume' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull());
    await waitFor(() => expect(document.activeElement?.tagName).toBe('LI'));
    expect(document.activeElement?.textContent).toContain('Release bot');
    await user.click(screen.getByRole('button', { name: 'More about Release bot' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove…' }));
    await user.click(await screen.findByRole('button', { name: 'Remove the webhook' }));
    await waitFor(() => expect(screen.queryByText('Release bot')).toBeNull());
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Other bot'));
  });

  it('gives the focus to the secret of a new one, and to the page with it once that is kept', async () => {
    const { gateway, user } = await open([]);
    const add = await screen.findByRole('button', { name: 'Add a webhook' });
    gateway.answer('POST', LIST, () => {
      gateway.answer('GET', LIST, () => {
        return { status: 200, body: { webhooks: [WEBHOOK], may_send_inside: false } };
      });
      return { status: 201, body: { webhook_id: 'w1', secret: 'whsec_x' } };
    });
    await user.click(add);
    const form = within(await screen.findByRole('dialog'));
    const [name, address] = form.getAllByRole('textbox');
    if (!name || !address) throw new Error('A field is missing.');
    await user.type(name, 'Release bot');
    await user.type(address, 'https://example.com/hook{Enter}');
    const secret = await screen.findByDisplayValue('whsec_x');
    expect(document.activeElement).toBe(secret);
    await waitFor(() => expect(add.isConnected).toBe(false));
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).not.toBe(document.body);
  });
});
