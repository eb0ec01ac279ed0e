import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { VersionsOfNames } from '../../core/console-api/models/versions-of-names.ts';
import { tellChangedNames } from '../api/live/changed-names.ts';
import { first, idOf, serviceNamed, versionsOf } from '../testing/fixtures.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { refusal, TestGateway } from '../testing/test-gateway.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import type { DeletionScope } from './deletion-scope.ts';

const ONE: DeletionScope = { kind: 'name', name: 'pose', targetId: idOf('pose', 1) };
const WHOLE: DeletionScope = { kind: 'name', name: 'pose', isWhole: true };

const LISTS = /\/models$/;
const BLOCKERS = /\/blockers$/;
const TOGETHER = /\/names\/versions$/;
const BEGUN = /\/runs$/;
const CALLS = /\/models\/[^/]+$/;

function open(gateway: TestGateway, scope: DeletionScope) {
  let closed = 0;
  const close = () => {
    closed += 1;
  };
  const routes = [
    { path: '/', element: <DeleteDialog scope={scope} onClose={close} /> },
    { path: '/deletions/:id', element: <h1>The receipt</h1> },
  ];
  return { ...renderConsole(gateway, routes, '/'), closed: () => closed };
}

const titled = (name: string | RegExp) => screen.findByRole('heading', { name });
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const consent = (word: string) => screen.findByRole('textbox', { name: `Type ${word} to confirm` });
const isDisabled = (control: HTMLElement) => control.hasAttribute('disabled');

/** What the table says of a version, cell by cell. */
async function row(version: string): Promise<string> {
  const table = await screen.findByRole('table', { name: 'Affected versions' });
  const rows = await within(table).findAllByRole('row');
  return first(rows.filter((one) => one.textContent?.includes(version))).textContent ?? '';
}

async function sum(): Promise<string> {
  const text = await screen.findByText(/(will be deleted|will be refused|not checked|kept|being checked) ·/);
  return text.textContent ?? '';
}

describe('while it plans', () => {
  it('says that it is looking, and offers nothing to confirm, until the registry has answered', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    const held = gateway.hold('GET', LISTS);
    open(gateway, ONE);
    await titled('Looking at what would be deleted…');
    expect(screen.queryByRole('button', { name: /^Delete/ })).toBeNull();
    held.letGo();
    await titled('Delete 1 of 3 versions of pose?');
  });

  it('tells how many of many models it has looked at, and asks for no more once it is closed', async () => {
    const names = Array.from({ length: 60 }, (_, place) => `${1000 + place}-pose`);
    const gateway = new TestGateway(names.flatMap((name) => versionsOf(name, 1)));
    gateway.session.is_mirrored = true;
    const held = Promise.withResolvers<void>();
    gateway.answer('GET', LISTS, async (request) => {
      if (gateway.asked('GET', LISTS).length > 6) await held.promise;
      return gateway.usual(request);
    });
    const parts = names.map((name) => ({ name, mode: 'some' as const, ids: new Set([idOf(name, 0)]) }));
    const { router } = open(gateway, { kind: 'set', parts });
    await screen.findByText('Looked at 6 of 60 models');
    expect(gateway.asked('GET', LISTS)).toHaveLength(12);
    await act(() => router.navigate('/deletions/any'));
    held.resolve();
    // Whatever the answers would lead to has been by then.
    await new Promise((resolve) => setTimeout(resolve));
    expect(gateway.asked('GET', LISTS)).toHaveLength(12);
  });

  it('tells the same while it looks at them once more on a consent', async () => {
    const names = Array.from({ length: 60 }, (_, place) => `${1000 + place}-pose`);
    const gateway = new TestGateway(names.flatMap((name) => versionsOf(name, 1)));
    gateway.session.is_mirrored = true;
    const parts = names.map((name) => ({ name, mode: 'some' as const, ids: new Set([idOf(name, 0)]) }));
    const { user } = open(gateway, { kind: 'set', parts });
    await user.type(await screen.findByRole('textbox', { name: /^Type / }), '60');
    const held = Promise.withResolvers<void>();
    gateway.answer('GET', LISTS, async (request) => {
      if (gateway.asked('GET', LISTS).length > 66) await held.promise;
      return gateway.usual(request);
    });
    await user.click(await button('Delete 60 versions'));
    await screen.findByText('Looked at 6 of 60 models');
    expect(gateway.asked('POST', BEGUN)).toHaveLength(0);
    held.resolve();
    await titled('The receipt');
  });

  it('lists many models together, and one that has too many versions for that by itself', async () => {
    const names = Array.from({ length: 260 }, (_, place) => `${1000 + place}-pose`);
    const gateway = new TestGateway(names.flatMap((name) => versionsOf(name, 2)));
    const large = names[150] ?? '';
    gateway.answer('POST', TOGETHER, (request) => {
      const { lists } = VersionsOfNames.parse(Object(gateway.usual(request)).body);
      const place = lists.findIndex(([version]) => version?.model_name === large);
      return { status: 200, body: { lists: place === -1 ? lists : lists.slice(0, place) } };
    });
    const parts = names.map((name) => ({ name, mode: 'all' as const, ids: new Set<string>() }));
    open(gateway, { kind: 'set', parts });
    await titled('Delete 520 of 520 versions of 260 models?');
    expect(gateway.asked('GET', LISTS).map(({ query }) => query.get('model_name'))).toEqual([large]);
    expect(gateway.asked('POST', TOGETHER)).toHaveLength(5);
  });

  it('cannot be confirmed before the services are known', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    const held = gateway.hold('POST', BLOCKERS);
    open(gateway, ONE);
    await screen.findByRole('switch', { name: /^Delete all versions/ });
    expect(screen.queryByRole('button', { name: 'Delete 1 version' })).toBeNull();
    held.letGo();
    expect(isDisabled(await button('Delete 1 version'))).toBe(false);
  });

  it('tells that the versions could not be listed, and why, and tries again', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.answer('GET', LISTS, () => refusal(500, 'ModelArts.0010', 'out of order'), 1);
    const { user } = open(gateway, ONE);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The versions could not be listed');
    expect(alert.textContent).toContain('ModelArts.0010');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await titled('Delete 1 of 3 versions of pose?');
  });

  it('says that nothing is left where the registry has none of it any more', async () => {
    open(new TestGateway(versionsOf('other', 1)), WHOLE);
    await screen.findByText('Nothing of this is in the registry any more, so there is nothing to delete.');
    expect(screen.queryByRole('button', { name: /^Delete/ })).toBeNull();
  });
});

describe('the review', () => {
  it('tells of every version what will happen to it', async () => {
    const gateway = new TestGateway(versionsOf('pose', 4));
    gateway.use(idOf('pose', 1), serviceNamed('voice-gateway'));
    gateway.use(idOf('pose', 2), serviceNamed('night-run', 'stopped'));
    gateway.unchecked.add(idOf('pose', 3));
    open(gateway, WHOLE);
    await titled('Delete 1 of 4 versions of pose?');
    expect(await row('1.0.0')).toContain('will be deleted');
    expect(await row('1.0.1')).toContain('in use');
    expect(await row('1.0.1')).toContain('voice-gateway');
    expect(await row('1.0.2')).toContain('may be refused');
    expect(await row('1.0.3')).toContain('not checked');
    expect(await sum()).toBe(
      '4 = 1 will be deleted + 1 may be refused + 1 not checked + 1 will be refused · frees 1.0 MB',
    );
  });

  it('knows a subscribed version, which no call can delete', async () => {
    const models = versionsOf('pose', 2);
    first(models).market_flag = true;
    open(new TestGateway(models), WHOLE);
    expect(await row('1.0.0')).toContain('subscribed');
  });

  it('goes on without the services when they cannot be checked, says so, and checks again', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.answer('POST', BLOCKERS, () => refusal(502, 'Coppice.0010'), 1);
    const { user } = open(gateway, ONE);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Could not check services');
    expect(await row('1.0.1')).toContain('not checked');
    expect(isDisabled(await button('Delete 1 version'))).toBe(false);
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(await row('1.0.1')).toContain('will be deleted');
  });

  it('shows rows that could not be read, and sends no cascade beside them', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.answer('GET', LISTS, () => {
      const models = [...gateway.registry.models.values(), { model_name: 'pose' }];
      return { status: 200, body: { total_count: 4, count: 4, models } };
    });
    open(gateway, WHOLE);
    await screen.findByText("1 row of the registry's list could not be read");
    await screen.findByText(/3 calls/);
  });

  it('shows that a list came short, and sends no cascade of it', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.answer('GET', LISTS, () => {
      return {
        status: 200,
        body: { total_count: 5, count: 5, models: [...gateway.registry.models.values()] },
      };
    });
    open(gateway, WHOLE);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Asked for pose, the registry promised 5 versions and listed 3.');
    await titled('Delete 3 of 3+ versions of pose?');
  });

  it('takes all versions of the name with the cascade, and none but the one without', async () => {
    const { user } = open(new TestGateway(versionsOf('pose', 3)), ONE);
    await titled('Delete 1 of 3 versions of pose?');
    await user.click(screen.getByRole('switch', { name: /^Delete all versions/ }));
    await titled('Delete 3 of 3 versions of pose?');
    expect(await screen.findByText('On: every version of pose is affected')).toBeTruthy();
    await user.click(screen.getByRole('switch', { name: /^Delete all versions/ }));
    await titled('Delete 1 of 3 versions of pose?');
    expect(await screen.findByText('Off: only pose 1.0.1 is affected')).toBeTruthy();
  });

  it('keeps a version that is unticked', async () => {
    const { user } = open(new TestGateway(versionsOf('pose', 3)), WHOLE);
    await user.click(await screen.findByRole('checkbox', { name: 'Delete pose 1.0.2' }));
    await titled('Delete 2 of 3 versions of pose?');
    expect(await row('1.0.2')).toContain('kept');
    expect(await sum()).toBe('3 = 2 will be deleted + 1 kept · frees 2.0 MB');
  });

  it('keeps the newest, as many as are told', async () => {
    const { user } = open(new TestGateway(versionsOf('pose', 4)), WHOLE);
    const newest = await screen.findByRole('textbox', { name: 'the newest' });
    await user.clear(newest);
    await user.type(newest, '3');
    await titled('Delete 1 of 4 versions of pose?');
    expect(await row('1.0.0')).toContain('will be deleted');
    expect(await row('1.0.1')).toContain('kept');
  });

  it('keeps what is in use, or may be', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.use(idOf('pose', 1), serviceNamed('voice-gateway'));
    gateway.unchecked.add(idOf('pose', 2));
    const { user } = open(gateway, WHOLE);
    await user.click(await screen.findByRole('checkbox', { name: 'those in use, or not checked' }));
    await titled('Delete 1 of 3 versions of pose?');
    expect(await row('1.0.1')).toContain('kept');
    expect(await row('1.0.2')).toContain('kept');
  });

  it('has nothing to confirm where everything is kept', async () => {
    const { user, closed } = open(new TestGateway(versionsOf('pose', 2)), WHOLE);
    await user.click(await screen.findByRole('checkbox', { name: 'Delete pose 1.0.0' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Delete pose 1.0.1' }));
    await titled('Nothing would be deleted');
    await screen.findByText('Every version is kept, so there is nothing to delete.');
    expect(screen.queryByRole('button', { name: /^Delete/ })).toBeNull();
    await user.click(first(screen.getAllByRole('button', { name: 'Close' }).toReversed()));
    expect(closed()).toBe(1);
  });

  it('says why nothing can be deleted, and lets it be tried all the same', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.use(idOf('pose', 1), serviceNamed('voice-gateway'));
    const { user } = open(gateway, ONE);
    await titled('pose 1.0.1 cannot be deleted now');
    expect((await button(/^Cannot be deleted/)).textContent).toBe(
      'Cannot be deleted: in use by voice-gateway',
    );
    await user.click(await button('What now'));
    await user.click(await screen.findByRole('menuitem', { name: 'Try anyway' }));
    await screen.findByText('The receipt');
    expect(gateway.registry.models.has(idOf('pose', 1))).toBe(true);
    expect(gateway.asked('DELETE', CALLS)).toHaveLength(1);
  });
});

describe('the consent', () => {
  it('is the click alone for one version, and the focus starts on the way out', async () => {
    open(new TestGateway(versionsOf('pose', 3)), ONE);
    expect(isDisabled(await button('Delete 1 version'))).toBe(false);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
  });

  it('is the name for several versions of one, and nothing that is not the name', async () => {
    const { user } = open(new TestGateway(versionsOf('pose', 3)), WHOLE);
    const typed = await consent('pose');
    await waitFor(() => expect(document.activeElement).toBe(typed));
    const confirm = await button('Delete 3 versions');
    expect(isDisabled(confirm)).toBe(true);
    await user.type(typed, 'pos');
    expect(isDisabled(confirm)).toBe(true);
    await user.type(typed, 'e ');
    expect(isDisabled(confirm)).toBe(false);
    await user.type(typed, 'x');
    expect(isDisabled(confirm)).toBe(true);
  });

  it('is the count for several names', async () => {
    const gateway = new TestGateway([...versionsOf('pose', 2), ...versionsOf('hand', 1)]);
    const part = (name: string, count: number) => {
      const ids = new Set(versionsOf(name, count).map((model) => model.model_id));
      return { name, mode: 'some' as const, ids };
    };
    const { user } = open(gateway, { kind: 'set', parts: [part('pose', 2), part('hand', 1)] });
    await titled('Delete 3 of 3 versions of 2 models?');
    await user.type(await consent('3'), '3');
    expect(isDisabled(await button('Delete 3 versions'))).toBe(false);
  });

  it('is given again where other versions were chosen since', async () => {
    const { user } = open(new TestGateway(versionsOf('pose', 3)), WHOLE);
    await user.type(await consent('pose'), 'pose');
    await user.click(screen.getByRole('checkbox', { name: 'Delete pose 1.0.2' }));
    expect(isDisabled(await button('Delete 2 versions'))).toBe(true);
  });

  it('is closed by the cross, by Cancel and by Escape, and nothing is sent', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    const { user, closed } = open(gateway, ONE);
    await user.click(await button('Cancel'));
    await user.click(await button('Close'));
    await user.keyboard('{Escape}');
    expect(closed()).toBe(3);
    expect(gateway.asked('POST', BEGUN)).toEqual([]);
  });
});

describe('on confirm', () => {
  it('asks the registry once more, and sends nothing where it has changed', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    const { user } = open(gateway, WHOLE);
    await user.type(await consent('pose'), 'pose');
    gateway.registry.add(first(versionsOf('pose', 4).toReversed()));
    await user.click(await button('Delete 3 versions'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The registry changed since you looked');
    expect(alert.textContent).toContain('1 version was added since you looked: 1.0.3');
    expect(isDisabled(await button('Delete 4 versions'))).toBe(true);
    expect(gateway.asked('POST', BEGUN)).toEqual([]);
  });

  it('tells of another verdict, and sends nothing', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    const { user } = open(gateway, ONE);
    const confirm = await button('Delete 1 version');
    gateway.use(idOf('pose', 1), serviceNamed('night-run', 'stopped'));
    await user.click(confirm);
    expect((await screen.findByRole('alert')).textContent).toContain(
      'pose 1.0.1:  will be deleted →  may be refused',
    );
    expect(gateway.asked('POST', BEGUN)).toEqual([]);
  });

  it('sends nothing where nothing is left by then', async () => {
    const gateway = new TestGateway(versionsOf('pose', 1));
    const { user } = open(gateway, WHOLE);
    const confirm = await button('Delete 1 version');
    gateway.registry.remove(idOf('pose', 0), 'somebody');
    await user.click(confirm);
    await screen.findByText('Nothing of this is in the registry any more, so there is nothing to delete.');
    expect(gateway.asked('POST', BEGUN)).toEqual([]);
  });

  it('says at once what somebody else has changed while it is looked at', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    open(gateway, WHOLE);
    await titled('Delete 3 of 3 versions of pose?');
    gateway.registry.remove(idOf('pose', 0), 'somebody');
    tellChangedNames(new Set(['hand']));
    tellChangedNames(new Set(['pose']));
    expect((await screen.findByRole('alert')).textContent).toContain(
      '1 version is not listed any more: 1.0.0',
    );
    await titled('Delete 2 of 2 versions of pose?');
    expect(gateway.asked('GET', LISTS)).toHaveLength(2);
  });

  it('says that nothing was sent where no run could be begun', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.answer('POST', BEGUN, () => refusal(500, 'Coppice.0008'));
    const { user } = open(gateway, ONE);
    await user.click(await button('Delete 1 version'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Nothing was sent');
    expect(alert.textContent).toContain('Coppice.0008');
    expect(gateway.asked('DELETE', CALLS)).toEqual([]);
    expect(isDisabled(await button('Delete 1 version'))).toBe(false);
  });

  it.each([
    ['was lost', 'lost' as const],
    ['is that of a proxy that waited no longer', refusal(504, 'Coppice.0010')],
    ['cannot be read', { status: 201, body: '<html>' }],
  ])('says that it may have begun all the same where the answer %s', async (_, answer) => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.answer('POST', BEGUN, () => answer);
    const { user } = open(gateway, ONE);
    await user.click(await button('Delete 1 version'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Whether it began is not known');
    expect(alert.textContent).not.toContain('Nothing was sent');
    expect(within(alert).getByRole('link').getAttribute('href')).toBe('/deletions');
  });

  it('begins one run, however often it is clicked', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    open(gateway, ONE);
    const confirm = await button('Delete 1 version');
    // The second click comes before the first one has changed what is on screen.
    act(() => {
      confirm.click();
      confirm.click();
    });
    await screen.findByText('The receipt');
    expect(gateway.asked('POST', BEGUN)).toHaveLength(1);
    expect(gateway.asked('DELETE', CALLS)).toHaveLength(1);
  });
});

/** Opens the dialog on two versions of three, one call each, and confirms. */
async function deleteTwo(gateway: TestGateway) {
  const ids = new Set([idOf('pose', 0), idOf('pose', 1)]);
  const opened = open(gateway, { kind: 'set', parts: [{ name: 'pose', mode: 'some', ids }] });
  await opened.user.type(await consent('pose'), 'pose');
  await opened.user.click(await button('Delete 2 versions'));
  return opened;
}

describe('while it runs', () => {
  it('tells which call is under way, and what became of which version', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    const second = gateway.hold('DELETE', new RegExp(`${idOf('pose', 1)}$`));
    await deleteTwo(gateway);
    await titled('Deleting 2 versions of pose');
    await screen.findByText('Call 2 of 2 · 1 of 2');
    expect(await row('1.0.0')).toContain('Deleted');
    expect(await row('1.0.1')).toContain('will be deleted');
    second.letGo();
    await screen.findByText('The receipt');
  });

  it.each([
    ['Escape', async (user: ReturnType<typeof open>['user']) => user.keyboard('{Escape}')],
    ['the cross', async (user: ReturnType<typeof open>['user']) => user.click(await button('Close'))],
    [
      'its button',
      async (user: ReturnType<typeof open>['user']) => user.click(await button('Runs on in the background')),
    ],
  ])('is closed by %s, and goes on without the page', async (_, close) => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    const call = gateway.hold('DELETE', CALLS);
    const { user, closed } = await deleteTwo(gateway);
    await screen.findByText('Call 1 of 2 · 0 of 2');
    await close(user);
    expect(closed()).toBe(1);
    expect(gateway.asked('POST', /\/stop$/)).toEqual([]);
    call.letGo();
    await waitFor(() => expect(gateway.registry.models.size).toBe(1));
  });

  it('is stopped before its next call, and says so until then', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    const call = gateway.hold('DELETE', CALLS);
    const { user } = await deleteTwo(gateway);
    const stop = await button('Stop after this call');
    await waitFor(() => expect(document.activeElement).toBe(stop));
    await user.click(stop);
    await screen.findByText('Stopping after this call…');
    expect(isDisabled(stop)).toBe(true);
    call.letGo();
    await screen.findByText('The receipt');
    expect(gateway.asked('DELETE', CALLS)).toHaveLength(1);
    expect(first([...gateway.receipts.values()])).toMatchObject({ ending: 'stopped' });
  });

  it('tells what it waits for', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.hold('DELETE', CALLS);
    await deleteTwo(gateway);
    await screen.findByText('Call 1 of 2 · 0 of 2');
    gateway.runs.put('deletion-1', { waiting: { why: 'throttled', until: Date.now() + 59_500 } });
    await screen.findByText(/^The registry takes no more requests for now\. Next try in \d\d s\.$/);
    gateway.runs.put('deletion-1', { waiting: { why: 'turn', until: null } });
    await screen.findByText('Other deletions come first just now. This one goes on after them.');
  });

  it.each([
    ['asking', 'Close'],
    ['signed-out', 'Close'],
    ['outdated', 'Close'],
    ['scheduled', 'Close'],
    ['running', 'Runs on in the background'],
  ] as const)('that is %s is left with "%s": only what runs is said to run on', async (phase, name) => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.hold('DELETE', CALLS);
    await deleteTwo(gateway);
    await screen.findByText('Call 1 of 2 · 0 of 2');
    gateway.runs.put('deletion-1', { phase, starts_at: Date.now() + 60_000 });
    // The cross is always there.
    await waitFor(() => {
      const left = screen.getAllByRole('button', { name: /^(Close|Runs on in the background)$/ });
      expect(left.map((one) => one.textContent)).toContain(name);
    });
  });

  it('says that the gateway cannot be reached, and shows what was known last', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.hold('DELETE', CALLS);
    await deleteTwo(gateway);
    await screen.findByText('Call 1 of 2 · 0 of 2');
    gateway.answer('GET', /\/deletions\//, () => 'lost');
    gateway.runs.put('deletion-1', {});
    await screen.findByText(/The gateway cannot be reached just now/, {}, { timeout: 5_000 });
    await screen.findByText('Call 1 of 2 · 0 of 2');
  });

  it.each([
    ['Stop here', { ending: 'stopped', reason: 'changed' }, 6],
    ['Go on without the added', { ending: 'completed' }, 1],
  ])('asks about versions that nobody confirmed: %s', async (decision, ending, left) => {
    const gateway = new TestGateway(versionsOf('pose', 25));
    gateway.answer(
      'DELETE',
      CALLS,
      (request) => {
        const answer = gateway.usual(request);
        gateway.registry.add(first(versionsOf('pose', 26).toReversed()));
        return answer;
      },
      1,
    );
    const { user } = open(gateway, WHOLE);
    await user.type(await consent('pose'), 'pose');
    await user.click(await button('Delete 25 versions'));
    expect((await screen.findByRole('alert')).textContent).toContain('1 version was added: 1.0.25.');
    expect(screen.queryByRole('button', { name: 'Stop after this call' })).toBeNull();
    await user.click(await button(decision));
    await screen.findByText('The receipt');
    expect(first([...gateway.receipts.values()])).toMatchObject(ending);
    expect(gateway.registry.models.size).toBe(left);
    expect(gateway.registry.models.has(idOf('pose', 25))).toBe(true);
  });

  it('waits for whoever began it to sign in, or is taken over by somebody else', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.runs.graceMs = 10_000;
    const { user } = await deleteTwo(gateway);
    await button('Undo');
    gateway.runs.put('deletion-1', { phase: 'signed-out', starts_at: null });
    await screen.findByText('Waiting for operator to sign in');
    await button('Sign in again');
    gateway.runs.put('deletion-1', { operator: 'jonas' });
    await screen.findByText('Waiting for jonas to sign in');
    await user.click(await button('Take over as operator'));
    await screen.findByText('The receipt');
    expect(gateway.registry.models.size).toBe(1);
  });
});

describe('the time to take it back', () => {
  it('is counted down, said once, and begins with the focus on Undo', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.runs.graceMs = 10_000;
    await deleteTwo(gateway);
    await titled('About to delete 2 versions of pose');
    const count = await screen.findByText(/^Nothing has been sent yet · (9|10) s$/);
    expect(count.getAttribute('role')).toBeNull();
    const said = screen.getByText('Nothing has been sent yet. It can be undone for 10 seconds.');
    expect(said.getAttribute('role')).toBe('status');
    await screen.findByText(/^Nothing has been sent yet · 8 s$/, {}, { timeout: 3_000 });
    expect(said.textContent).toContain('10 seconds');
    expect(document.activeElement?.textContent).toBe('Undo');
  });

  it('sends nothing when it is used, and leads to the receipt', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.runs.graceMs = 10_000;
    const { user } = await deleteTwo(gateway);
    await user.click(await button('Undo'));
    await screen.findByText('The receipt');
    expect(gateway.asked('DELETE', CALLS)).toEqual([]);
    expect(gateway.receipts.get('deletion-1')).toMatchObject({ ending: 'cancelled' });
  });

  it('is cut short by Send now', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.runs.graceMs = 10_000;
    const { user } = await deleteTwo(gateway);
    await user.click(await button('Send now'));
    await screen.findByText('The receipt');
    expect(gateway.registry.models.size).toBe(1);
  });
});

describe('later', () => {
  const when = async () => {
    const input = await screen.findByLabelText('Begins at');
    if (!(input instanceof HTMLInputElement)) throw new Error('It is no input.');
    return input;
  };

  it('begins at a time, and says when and where to find it', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    const { user, closed } = open(gateway, ONE);
    await user.click(await button('Delete later…'));
    await user.click(await button('In 24 hours'));
    const at = new Date((await when()).value).getTime();
    expect(Math.abs(at - Date.now() - 24 * 3_600_000)).toBeLessThan(61_000);
    await user.click(await button('Delete 1 version later'));
    await screen.findByText(/^Begins on .+ Nothing has been sent yet\.$/);
    expect(gateway.receipts.get('deletion-1')?.run).toMatchObject({ phase: 'scheduled', starts_at: at });
    const link = await screen.findByRole('link', { name: 'Open the receipt' });
    expect(link.getAttribute('href')).toBe('/deletions/deletion-1');
    await user.keyboard('{Escape}');
    expect(closed()).toBe(1);
    expect(gateway.asked('DELETE', CALLS)).toEqual([]);
  });

  it('is no time that is over, and none at all', async () => {
    const { user } = open(new TestGateway(versionsOf('pose', 3)), ONE);
    await user.click(await button('Delete later…'));
    fireEvent.change(await when(), { target: { value: '2020-01-01T10:00' } });
    await screen.findByText('That time is over. Choose one that is still to come.');
    expect(isDisabled(await button('Delete 1 version later'))).toBe(true);
    fireEvent.change(await when(), { target: { value: '' } });
    await screen.findByText('Say when it is to begin.');
    await user.click(await button('Delete now instead'));
    expect(isDisabled(await button('Delete 1 version'))).toBe(false);
  });

  it('asks for the consent all the same', async () => {
    const { user } = open(new TestGateway(versionsOf('pose', 3)), WHOLE);
    await user.click(await button('Delete later…'));
    expect(isDisabled(await button('Delete 3 versions later'))).toBe(true);
    await user.type(await consent('pose'), 'pose');
    expect(isDisabled(await button('Delete 3 versions later'))).toBe(false);
  });
});

describe('when it has ended', () => {
  it('closes, and leads to the receipt', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    const { user, closed, router } = open(gateway, ONE);
    await user.click(await button('Delete 1 version'));
    await screen.findByText('The receipt');
    expect(closed()).toBe(1);
    expect(router.state.location.pathname).toBe('/deletions/deletion-1');
    expect(router.state.location.state).toEqual({ isFresh: true });
    expect([...gateway.registry.models.keys()]).toEqual([idOf('pose', 0), idOf('pose', 2)]);
    expect(gateway.receipts.get('deletion-1')).toMatchObject({ ending: 'completed', state: 'ended' });
  });
});

describe('what is protected', () => {
  const golden = { model_id: idOf('pose', 1), note: 'golden model', until: null };

  it('is left alone with who and why, and the others go version by version', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    gateway.protections.put(golden, 'ana');
    const { user } = open(gateway, WHOLE);
    await titled('Delete 2 of 3 versions of pose?');
    await screen.findByText('3 = 2 will be deleted + 1 protected · frees 2.0 MB');
    expect(await row('1.0.1')).toContain('protected by ana');
    expect(await row('1.0.1')).toContain('golden model');
    expect(isDisabled(await screen.findByRole('checkbox', { name: /pose 1\.0\.1/ }))).toBe(true);
    await screen.findByText(/2 calls/);
    await user.type(await consent('pose'), 'pose');
    await user.click(await button('Delete 2 versions'));
    await waitFor(() => expect([...gateway.registry.models.keys()]).toEqual([idOf('pose', 1)]));
    const [begun] = gateway.asked('POST', BEGUN);
    expect(begun?.body).toMatchObject({
      plan: { cascades: [], protected: [{ model_version: '1.0.1', protection: { note: 'golden model' } }] },
    });
  });

  it('leaves nothing to confirm where it is all there is, and says so', async () => {
    const gateway = new TestGateway(versionsOf('pose', 2));
    gateway.protections.put({ model_name: 'pose', note: 'cited in the paper', until: null }, 'ana');
    open(gateway, WHOLE);
    await titled('Nothing would be deleted');
    await screen.findByText(/^What is protected stays, so there is nothing to delete\./);
    expect(await row('1.0.0')).toContain('name protected by ana');
    expect(screen.queryByRole('button', { name: /^Delete/ })).toBeNull();
  });

  it('meanwhile is told before anything is sent', async () => {
    const gateway = new TestGateway(versionsOf('pose', 3));
    const { user } = open(gateway, WHOLE);
    await user.type(await consent('pose'), 'pose');
    gateway.protections.put(golden, 'ana');
    await user.click(await button('Delete 3 versions'));
    await screen.findByText('1 version was protected since you looked, and stays: 1.0.1');
    expect(gateway.asked('POST', BEGUN)).toEqual([]);
    await titled('Delete 2 of 3 versions of pose?');
  });
});
