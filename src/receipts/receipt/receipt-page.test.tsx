import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../core/console-api/access/session.ts';
import { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import type { DeleteAnswer } from '../../../core/contract/delete-model.ts';
import type { ServiceReference } from '../../../core/contract/service.ts';
import type { Call } from '../../../core/deletion/answer.ts';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import { first, idOf, serviceNamed, versionsOf } from '../../testing/fixtures.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { refusal, TestGateway } from '../../testing/test-gateway.ts';
import { newReceipt } from '../../testing/test-runs.ts';
import { ReceiptPage } from './receipt-page.tsx';

const [A, B, C] = [idOf('pose', 0), idOf('pose', 1), idOf('pose', 2)];
const NOW = Date.UTC(2026, 10, 24, 12);

/** The receipt of a deletion of these versions of pose, one by one, which has ended. */
function receiptOf(ids: readonly string[], services: Record<string, ServiceReference[]> = {}): Receipt {
  // A fourth version stays, so that the name does not go whole.
  const check = new Map(ids.map((id) => [id, services[id] ?? []]));
  const plan = planDeletion({ listed: versionsOf('pose', 4), chosen: new Set(ids) }, check);
  const receipt = newReceipt('deletion-1', plan);
  return { ...receipt, created_at: NOW, ended_at: NOW + 2_000, ending: 'completed', state: 'ended' };
}

/** Adds a call to a receipt, and what came back: `null` for nothing. */
function called(receipt: Receipt, call: Call, status: number | null, body: object | string = ''): Receipt {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const times = { sent_at: NOW, answered_at: NOW + 1_000 };
  return { ...receipt, calls: [...receipt.calls, { call, status, body: text, ...times }] };
}

/** What a call that reached its target says. */
function told(deleted: string[], refused: DeleteAnswer['delete_failed_list'] = []): DeleteAnswer {
  return { delete_success_list: deleted, delete_failed_list: refused };
}

const one = (model_id: string): Call => ({ model_id, cascade: false });

/** Adds a look at the registry after all calls so far: what it still has. */
function looked(receipt: Receipt, present: string[], more: Partial<Receipt['checks'][number]> = {}): Receipt {
  const check = { at: NOW + 3_000, after_calls: receipt.calls.length, present, confirms: true, ...more };
  return { ...receipt, checks: [...receipt.checks, check] };
}

/**
 * Opens the page of a receipt.
 *
 * @param settled what the gateway knows once it has looked: what is on the receipt, unless it is told otherwise.
 */
function open(receipt: Receipt, role: Session['role'] = 'operator', settled = Promise.resolve(receipt)) {
  const gateway = new TestGateway(versionsOf('pose', 4), role);
  gateway.receipts.set(receipt.deletion_id, Receipt.parse(receipt));
  gateway.answer('POST', /\/verify$/, async () => ({ status: 200, body: await settled }));
  const routes = [
    { path: '/deletions/:id', element: <ReceiptPage /> },
    { path: '/models', element: <h1>The models</h1> },
    { path: '/models/:name/:version', element: <h1>The details</h1> },
  ];
  return { gateway, ...renderConsole(gateway, routes, `/deletions/${receipt.deletion_id}`) };
}

/** The row of a version: outcome, version, code, explanation, id. */
async function row(version: string): Promise<HTMLElement> {
  const table = await screen.findByRole('table', { name: 'Outcomes' });
  return first(
    within(table)
      .getAllByRole('row')
      .filter((each) => each.textContent?.includes(version)),
  );
}

async function textOf(version: string): Promise<string> {
  return (await row(version)).textContent ?? '';
}

const headline = async () => (await screen.findByRole('heading', { level: 1 })).textContent;

const IN_USE = { model_id: B, error_code: 'ModelArts.3009', error_msg: '' };

describe('a row of a version that was deleted', () => {
  it('says that it is confirmed once the registry was found without it', async () => {
    open(looked(called(receiptOf([A]), one(A), 200, told([A])), []));
    expect(await textOf('1.0.0')).toContain('Deleted');
    expect(await textOf('1.0.0')).toContain('and does not have it any more.');
    expect(await headline()).toBe('1 of 1 deleted');
    await screen.findByText('1 deleted, confirmed by the registry 2s later');
  });

  it('says that it is being confirmed until then', async () => {
    open(called(receiptOf([A]), one(A), 200, told([A])));
    expect(await textOf('1.0.0')).toContain('That is being confirmed.');
    await screen.findByText('1 deleted, being confirmed');
  });

  it('says that the list confirmed it where the answer was lost', async () => {
    open(looked(called(receiptOf([A]), one(A), null), []));
    expect(await textOf('1.0.0')).toContain('Confirmed by the list; the answer was lost.');
  });

  it('leads to nothing any more but its name', async () => {
    open(looked(called(receiptOf([A]), one(A), 200, told([A])), []));
    const links = within(await row('1.0.0')).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual(['pose']);
  });
});

describe('a row of a version that was refused', () => {
  it('names what uses it, with the code, the next step and a way to try again', async () => {
    const receipt = receiptOf([A, B], { [B]: [serviceNamed('voice-gateway')] });
    const calls = called(called(receipt, one(A), 200, told([A])), one(B), 200, told([], [IN_USE]));
    const { user } = open(looked(calls, [B]));
    const text = await textOf('1.0.1');
    expect(text).toContain('Refused');
    expect(text).toContain('ModelArts.3009');
    expect(text).toContain('In use by voice-gateway.');
    expect(await headline()).toBe('1 of 2 deleted · 1 refused');
    await screen.findByText('2 planned = 1 deleted + 1 refused');
    await user.click(screen.getByRole('button', { name: 'Check again and retry pose 1.0.1' }));
    await screen.findByRole('heading', { name: 'Delete 1 of 4 versions of pose?' });
  });

  it('quotes the registry, and says where that names another model', async () => {
    const refused = { model_id: B, error_code: 'ModelArts.9999', error_msg: `locked: ${C}` };
    open(looked(called(receiptOf([B]), one(B), 200, told([], [refused])), [B]));
    const text = await textOf('1.0.1');
    expect(text).toContain('The registry refused it, for the reason that it gives below.');
    expect(text).toContain(`locked: ${C}`);
    expect(text).toContain('The message names another model than this row.');
  });

  it('says so where the registry gave no reason', async () => {
    const refused = { model_id: B, error_code: '', error_msg: '' };
    open(looked(called(receiptOf([B]), one(B), 200, told([], [refused])), [B]));
    expect(await textOf('1.0.1')).toContain('The registry refused it, and did not say why.');
  });

  it('leads to its details, as it is still there', async () => {
    const { user } = open(looked(called(receiptOf([B]), one(B), 200, told([], [IN_USE])), [B]));
    await user.click(await screen.findByRole('link', { name: 'Details of pose 1.0.1' }));
    await screen.findByRole('heading', { name: 'The details' });
  });

  it('offers a viewer nothing to delete', async () => {
    open(looked(called(receiptOf([B]), one(B), 200, told([], [IN_USE])), [B]), 'viewer');
    expect(await textOf('1.0.1')).toContain('ModelArts.3009');
    expect(screen.queryByRole('button', { name: /[Rr]etry/ })).toBeNull();
  });

  it('offers to sign in as somebody else where the person may not delete', async () => {
    const refused = { error_code: 'ModelArts.0108', error_msg: 'no permission' };
    open(looked(called(receiptOf([B]), one(B), 403, refused), [B]));
    const link = within(await row('1.0.1')).getByRole('link', { name: 'Sign in as somebody else' });
    expect(link.getAttribute('href')).toBe('/sign-in');
  });
});

describe('a row of a version that is left', () => {
  it('says that no call was made for it, and offers to go on', async () => {
    const calls = called(receiptOf([A, B]), one(A), 200, told([A]));
    const { user } = open(looked({ ...calls, ending: 'stopped' }, [B]));
    expect(await textOf('1.0.1')).toContain('No call was made for it, so it is as it was.');
    await screen.findByText('Stopped by you');
    await user.click(screen.getByRole('button', { name: 'Delete the remaining 1' }));
    await screen.findByRole('heading', { name: 'Delete 1 of 4 versions of pose?' });
  });

  it('says that a call deletes so many at most', async () => {
    const listed = versionsOf('pose', 3);
    const ids = listed.map((model) => model.model_id);
    const plan = planDeletion({ listed, chosen: new Set(ids) }, new Map());
    const receipt = { ...receiptOf([A]), plan };
    open(looked(called(receipt, { model_id: A, cascade: true }, 200, told([A, B])), [C]));
    expect(await textOf('1.0.2')).toContain(
      'A call deletes at most 20 versions, and no call reached this one.',
    );
  });

  it('says that a call did not tell what became of it, and the registry has it', async () => {
    open(looked(called(receiptOf([A]), one(A), null), [A]));
    expect(await textOf('1.0.0')).toContain('and the registry still has it: it was not deleted.');
  });
});

describe('a row of a version that was already gone', () => {
  it('says that somebody else was first where no call had touched it', async () => {
    const before = looked(receiptOf([A, B]), [B], { after_calls: 0 });
    open(looked(called(before, one(B), 200, told([B])), []));
    expect(await headline()).toBe('1 of 2 deleted · 1 already gone');
    expect(await textOf('1.0.0')).toContain('somebody else deleted it first');
  });

  it('says that nobody knows who took it where a call may have', async () => {
    const missing = { error_code: 'ModelArts.3001', error_msg: '' };
    open(looked(called(receiptOf([A]), one(A), 404, missing), []));
    expect(await textOf('1.0.0')).toContain('Whether by this deletion or by somebody else is not known.');
  });
});

describe('a row of which something is open', () => {
  it('is not known yet until the registry was looked at', async () => {
    const { gateway } = open(called(receiptOf([A]), one(A), null));
    expect(await textOf('1.0.0')).toContain('Unknown — checking');
    expect(await headline()).toBe('0 of 1 deleted · 1 not known yet');
    await screen.findByText('Some outcomes are not known yet');
    expect(gateway.asked('POST', /\/verify$/)).toHaveLength(1);
  });

  it('is settled on the page as soon as the gateway has looked', async () => {
    const receipt = called(receiptOf([A]), one(A), null);
    const settled = Promise.withResolvers<Receipt>();
    open(receipt, 'operator', settled.promise);
    expect(await textOf('1.0.0')).toContain('Unknown — checking');
    settled.resolve(looked(receipt, []));
    await screen.findByText('Confirmed by the list; the answer was lost.');
    expect(screen.queryByText('Some outcomes are not known yet')).toBeNull();
  });

  it('is still there where the registry said otherwise, long after', async () => {
    const receipt = called(receiptOf([A]), one(A), 200, told([A]));
    open(looked(receipt, [A], { is_late: true }));
    expect(await textOf('1.0.0')).toContain('Still there');
    await screen.findByText('The registry contradicts itself');
    expect(await screen.findByRole('button', { name: 'Retry 1 still there' })).toBeTruthy();
  });
});

describe('what has to be known before the rows', () => {
  it('is that something was deleted that nobody planned', async () => {
    open(looked(called(receiptOf([A]), one(A), 200, told([A, C])), []));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Deleted, though not in the plan');
    expect(alert.textContent).toContain(C);
  });

  it('is not that something unplanned was refused', async () => {
    open(looked(called(receiptOf([A]), one(A), 200, told([A], [{ ...IN_USE, model_id: C }])), []));
    expect(await headline()).toBe('1 of 1 deleted');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is that the registry knows a version by another name', async () => {
    const misnamed = [{ model_id: A, model_name: 'hand', model_version: '9.0.0' }];
    open(looked(called(receiptOf([A]), one(A), 200, told([A])), [], { misnamed }));
    expect((await screen.findByRole('alert')).textContent).toContain(
      `pose 1.0.0 is hand 9.0.0 there (${A}).`,
    );
  });

  it.each([
    ['throttled', 'The registry went on refusing requests because there were too many.'],
    ['unreachable', 'The registry could not be reached any more.'],
    ['not-allowed', 'The registry did not allow it.'],
    ['doubt', 'Call after call had no certain answer, so nothing more was sent.'],
  ] as const)('is why a run was halted: %s', async (reason, words) => {
    open(looked({ ...receiptOf([A]), ending: 'halted', reason }, [A]));
    await screen.findByText('The run ended early');
    await screen.findByText(words, { exact: false });
  });

  it('is that a run was cut off, and how to go on', async () => {
    open(looked({ ...receiptOf([A]), ending: 'interrupted', state: 'interrupted' }, [A]));
    await screen.findByText('Interrupted');
    expect(await screen.findByRole('button', { name: 'Continue with the remaining 1' })).toBeTruthy();
  });

  it('is that a run goes on elsewhere: then there is nothing to go on with', async () => {
    open({ ...receiptOf([A]), state: 'running', ending: null, ended_at: null });
    await screen.findByText('Under way');
    expect(screen.queryByRole('button', { name: /remaining/ })).toBeNull();
  });
});

describe('the sheet', () => {
  it('shows failures first, and what went well when it is asked for', async () => {
    const calls = called(called(receiptOf([A, B]), one(A), 200, told([A])), one(B), 200, told([], [IN_USE]));
    const { user } = open(looked(calls, [B]));
    await screen.findByRole('table', { name: 'Outcomes' });
    const sections = screen.getAllByRole('button', { name: /^(Refused|Deleted) / });
    expect(sections.map((section) => section.textContent)).toEqual(['Refused (1)', 'Deleted (1)']);
    expect(screen.queryByText('1.0.0')).toBeNull();
    await user.click(first(sections.toReversed()));
    expect(await textOf('1.0.0')).toContain('Deleted');
  });

  it('has every call with what came back, verbatim on demand', async () => {
    const { user } = open(looked(called(receiptOf([A]), one(A), 200, told([A])), []));
    await user.click(await screen.findByRole('button', { name: 'Requests and raw answers (1)' }));
    await screen.findByText(`DELETE /v1/…/models/${A}?cascade=false`);
    await user.click(screen.getByRole('switch', { name: 'As it came' }));
    await screen.findByText(JSON.stringify(told([A])));
  });

  it('says that there is no such deletion', async () => {
    const gateway = new TestGateway([]);
    renderConsole(gateway, [{ path: '/deletions/:id', element: <ReceiptPage /> }], '/deletions/none');
    await screen.findByRole('link', { name: 'Go to the deletions' });
    expect(screen.queryByRole('table')).toBeNull();
  });
});

describe('a run that is not over', () => {
  /** The page of a run of two versions of pose that can be taken back for a while. */
  async function openHeld(role: Session['role'] = 'operator') {
    const { plan } = receiptOf([A, B]);
    const gateway = new TestGateway(versionsOf('pose', 4), role);
    gateway.runs.graceMs = 60_000;
    const id = gateway.runs.start({ plan, start: 'usual' });
    const routes = [{ path: '/deletions/:id', element: <ReceiptPage /> }];
    const opened = renderConsole(gateway, routes, `/deletions/${id}`);
    await screen.findByRole('region', { name: 'Run' });
    return { gateway, id, ...opened };
  }

  const panel = () => screen.findByRole('region', { name: 'Run' });
  const press = async (name: string) => within(await panel()).findByRole('button', { name });

  it('says that nothing was sent, is taken back, and says that nothing was deleted', async () => {
    const { user, gateway } = await openHeld();
    expect(await headline()).toBe('Nothing has been sent yet · 2 planned');
    await user.click(await press('Undo'));
    await screen.findByRole('heading', {
      level: 1,
      name: 'Nothing was deleted: cancelled before anything was sent',
    });
    expect(screen.queryByRole('region', { name: 'Run' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
    await screen.findByText(/^Stopped by operator,/);
    await waitFor(() => expect(document.activeElement?.tagName).toBe('H1'));
    expect(gateway.registry.models.size).toBe(4);
  });

  it('is sent now, and followed to its end', async () => {
    const { user, gateway } = await openHeld();
    const call = gateway.hold('DELETE', /\/models\//);
    await user.click(await press('Send now'));
    await within(await panel()).findByText('Call 1 of 2 · 0 of 2');
    expect(await textOf('1.0.0')).toContain('Not settled yet: the deletion goes on.');
    expect(screen.queryByRole('button', { name: /^Delete the remaining/ })).toBeNull();
    call.letGo();
    await screen.findByRole('heading', { level: 1, name: '2 of 2 deleted' });
    await screen.findByText(/^Begun at once by operator,/);
  });

  it('is stopped, says by whom, and is continued from where it was', async () => {
    const { user, gateway, id } = await openHeld();
    const call = gateway.hold('DELETE', /\/models\//);
    await user.click(await press('Send now'));
    await user.click(await press('Stop after this call'));
    call.letGo();
    await screen.findByText('Stopped by you');
    expect(await headline()).toBe('1 of 2 deleted · 1 left');
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    await screen.findByRole('heading', { level: 1, name: '2 of 2 deleted' });
    expect(gateway.receipts.get(id)?.run?.interventions.map(({ did }) => did)).toEqual([
      'send-now',
      'stop',
      'continue',
    ]);
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
  });

  it('names who else stopped it', async () => {
    const { gateway, id } = await openHeld();
    const interventions = [{ did: 'stop' as const, user_name: 'jonas', at: NOW }];
    const ended = { ...first([...gateway.receipts.values()]), ended_at: NOW, ending: 'stopped' as const };
    gateway.receipts.set(id, { ...ended, state: 'ended' });
    gateway.runs.put(id, { phase: 'over', interventions });
    await screen.findAllByText(/^Stopped by jonas/);
    expect(screen.queryByText('Stopped by you')).toBeNull();
  });

  it('says what was left alone when it was continued, as it was protected by then, and why', async () => {
    const { gateway, id } = await openHeld();
    const left_alone = [{ model_id: B, user_name: 'maria', note: 'golden' }];
    const interventions = [{ did: 'continue' as const, user_name: 'jonas', at: NOW, left_alone }];
    const ended = { ...first([...gateway.receipts.values()]), ended_at: NOW, ending: 'completed' as const };
    gateway.receipts.set(id, { ...ended, state: 'ended' });
    gateway.runs.put(id, { phase: 'over', interventions });
    await screen.findByText(/^Continued by jonas, without 1 version that was protected by then,/);
    expect(await textOf('1.0.1')).toContain('Protected by maria: golden.');
    expect(await textOf('1.0.0')).not.toContain('Protected');
  });

  it('asks, and takes the answer', async () => {
    const { user, gateway, id } = await openHeld();
    const question = { name: 'pose', added: [{ model_id: C, model_version: '9.0.0' }] };
    gateway.runs.put(id, { phase: 'asking', question });
    expect((await screen.findByRole('alert')).textContent).toContain('1 version was added: 9.0.0.');
    await user.click(await press('Stop here'));
    await screen.findByText(/Versions were added to a name while it was being deleted/);
  });

  it('waits for a new consent, shows what changed since the last, and goes on with it', async () => {
    const { user, gateway, id } = await openHeld();
    gateway.runs.put(id, { phase: 'outdated', starts_at: null });
    gateway.use(B, serviceNamed('night-run', 'stopped'));
    gateway.registry.blocked.delete(B);
    await user.click(await press('Look at the plan again'));
    const dialog = await screen.findByRole('alertdialog');
    const notice = await within(dialog).findByText('The registry changed since you looked');
    expect(notice.closest('[role="alert"]')?.textContent).toContain(
      'pose 1.0.1:  will be deleted →  may be refused',
    );
    expect(within(dialog).queryByRole('button', { name: 'Delete later…' })).toBeNull();
    await user.type(await within(dialog).findByRole('textbox', { name: 'Type pose to confirm' }), 'pose');
    await user.click(await within(dialog).findByRole('button', { name: 'Delete 1 version' }));
    await screen.findByRole('heading', { level: 1, name: '2 of 2 deleted' });
    await screen.findByText(/^Confirmed again by operator,/);
    expect(gateway.asked('POST', /\/runs$/)).toEqual([]);
  });

  it('is said to a viewer as well, who can do nothing to it', async () => {
    const { gateway, id } = await openHeld('viewer');
    await within(await panel()).findByText(/^Nothing has been sent yet · /);
    const question = { name: 'pose', added: [{ model_id: C, model_version: '9.0.0' }] };
    gateway.runs.put(id, { phase: 'asking', question });
    await screen.findByRole('alert');
    expect(within(await panel()).queryByRole('button')).toBeNull();
  });

  it('says why something could not be done to it', async () => {
    const { user, gateway } = await openHeld();
    gateway.answer('POST', /\/stop$/, () => refusal(409, 'Coppice.0017'));
    await user.click(await press('Undo'));
    expect((await screen.findByRole('alert')).textContent).toContain('That could not be done');
  });
});
