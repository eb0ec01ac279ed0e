import { act, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../core/console-api/access/session.ts';
import type { ReceiptSummary } from '../../core/console-api/deletions/receipts.ts';
import { queryKeys } from '../api/queries/query-keys.ts';
import { aRun } from '../testing/fixtures.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { refusal, TestGateway } from '../testing/test-gateway.ts';
import { useTabTitle } from '../ui/use-tab-title.ts';
import { setNotifies } from './browser-notifications.ts';
import { deletingNames } from './deleting.ts';
import { RunWatch } from './run-watch.tsx';

const question = { name: 'pose', added: [{ model_id: 'a', model_version: '9.9.9' }] };
const counts = (settled: Partial<ReceiptSummary['counts']>) => ({
  ...aRun({}).counts,
  ...settled,
});

function Page({ session }: { session: Session }) {
  useTabTitle('Models');
  return <RunWatch session={session} />;
}

/** Shows what tells of these runs to somebody at an address; `tell` has the gateway know of others, `change` also says so. */
function watch(runs: readonly ReceiptSummary[], role: Session['role'] = 'operator', address = '/models') {
  let told = runs;
  const gateway = new TestGateway([], role);
  gateway.answer('GET', /^\/api\/runs$/, () => ({ status: 200, body: { runs: told } }));
  gateway.answer('POST', /^\/api\/runs\//, () => ({ status: 204, body: '' }));
  const routes = [{ path: '*', element: <Page session={gateway.session} /> }];
  const page = renderConsole(gateway, routes, address);
  const tell = (now: readonly ReceiptSummary[]) => {
    told = now;
  };
  const change = async (now: readonly ReceiptSummary[]) => {
    tell(now);
    await act(() => page.cache.invalidateQueries({ queryKey: queryKeys.runs }));
  };
  return { gateway, tell, change, ...page };
}

/** The panel, opened by its button. */
async function openPanel({ user }: ReturnType<typeof watch>) {
  await user.click(await screen.findByRole('button', { name: /^\d+ runs?: / }));
  return screen.findByRole('dialog');
}

describe('the indicator', () => {
  it.each([
    ['1 run: 4 of 12', [aRun({ phase: 'running' }, { counts: counts({ deleted: 4, left: 8 }) })]],
    ['2 runs: 0 of 24', [aRun({ phase: 'held' }), aRun({ phase: 'scheduled' }, { deletion_id: 'b' })]],
    ['2 runs: 1 needs you', [aRun({ phase: 'running' }), aRun({ phase: 'outdated' }, { deletion_id: 'b' })]],
  ])('says %s', async (name, runs) => {
    watch([...runs, aRun({ phase: 'over' }, { deletion_id: 'over' })]);
    expect(await screen.findByRole('button', { name })).toBeDefined();
  });

  it('says to who may not delete that a run needs somebody, and offers nothing', async () => {
    const page = watch([aRun({ phase: 'asking', question })], 'viewer');
    expect(await screen.findByRole('button', { name: '1 run: 1 needs somebody' })).toBeDefined();
    const panel = await openPanel(page);
    expect(panel.textContent).toContain('9.9.9');
    expect(within(panel).queryAllByRole('button')).toEqual([]);
  });

  it('goes with the last run, but not from under its open panel', async () => {
    const page = watch([aRun({ phase: 'running' })]);
    const panel = await openPanel(page);
    await page.change([aRun({ phase: 'over' }, { counts: counts({ deleted: 12, left: 0 }), result: 'all' })]);
    expect(await within(panel).findByRole('list', { name: 'Done in the last ten minutes' })).toBeDefined();
    await page.user.keyboard('{Escape}');
    await page.user.click(document.body);
    expect(screen.queryByRole('button', { name: /^\d+ runs?: / })).toBeNull();
  });
});

describe('the panel', () => {
  it.each([
    [
      { phase: 'held', starts_at: Date.now() + 100_000 },
      'Waiting to begin',
      /begins in 1\.\dm/,
      ['Undo', 'Send now'],
    ],
    [
      { phase: 'scheduled', starts_at: Date.UTC(2030, 0, 1) },
      'Waiting to begin',
      /2030/,
      ['Cancel', 'Send now'],
    ],
    [{ phase: 'queued' }, 'Waiting to begin', /in a moment/, ['Cancel']],
    [{ phase: 'running' }, 'Running', /0 of 12 versions/, ['Stop']],
    [{ phase: 'running', is_stopping: true }, 'Running', /Stopping after this call/, []],
    [
      { phase: 'running', waiting: { why: 'throttled', until: null } },
      'Running',
      /no more requests/,
      ['Stop'],
    ],
    [{ phase: 'asking', question }, 'Needs you', /9\.9\.9/, ['Stop here', 'Go on without the added']],
    [
      { phase: 'signed-out', operator: 'li' },
      'Needs you',
      /li to sign in/,
      ['Stop', 'Take over as operator'],
    ],
    [{ phase: 'outdated' }, 'Needs you', /registry changed/, ['Cancel']],
  ] as const)('tells of one like %j under %j, and what can be done', async (run, section, words, offers) => {
    const panel = await openPanel(watch([aRun(structuredClone<object>(run))]));
    const region = within(panel).getByRole('list', { name: section });
    const item = within(region).getByRole('listitem', { name: 'pose' });
    expect(item.textContent).toMatch(words);
    expect(
      within(item)
        .queryAllByRole('button')
        .map((button) => button.textContent),
    ).toEqual(offers);
    const receipt = within(item).getByRole('link', { name: 'pose' });
    expect(receipt.getAttribute('href')).toBe('/deletions/deletion-1');
  });

  it.each([
    [{ phase: 'held' }, 'Undo', 'stop', {}],
    [{ phase: 'held' }, 'Send now', 'send-now', {}],
    [{ phase: 'running' }, 'Stop', 'stop', {}],
    [{ phase: 'asking', question }, 'Go on without the added', 'answer', { decision: 'go-on' }],
    [{ phase: 'asking', question }, 'Stop here', 'answer', { decision: 'stop' }],
    [{ phase: 'signed-out' }, 'Take over as operator', 'take-over', {}],
  ] as const)('does to one like %j by %j what it says', async (run, button, act, body) => {
    const page = watch([aRun(structuredClone<object>(run))]);
    const panel = await openPanel(page);
    await page.user.click(within(panel).getByRole('button', { name: button }));
    const path = new RegExp(`^/api/runs/deletion-1/${act}$`);
    await vi.waitFor(() => expect(page.gateway.asked('POST', path).map((one) => one.body)).toEqual([body]));
  });

  it('leads from one that is to be confirmed anew to its receipt, where that is done', async () => {
    const panel = await openPanel(watch([aRun({ phase: 'outdated' })]));
    const link = within(panel).getByRole('link', { name: 'Look and confirm anew' });
    expect(link.getAttribute('href')).toBe('/deletions/deletion-1');
  });

  it('says in words why something could not be done', async () => {
    const page = watch([aRun({ phase: 'running' })]);
    page.gateway.answer('POST', /\/stop$/, () => refusal(409, 'Coppice.0017'));
    const panel = await openPanel(page);
    await page.user.click(within(panel).getByRole('button', { name: 'Stop' }));
    const alert = await within(panel).findByRole('alert');
    expect(alert.textContent).toContain('Look at its receipt');
  });
});

describe("the browser's tab", () => {
  it('tells how far the runs of whoever looks are, and nothing once they are over', async () => {
    const mine = (settled: number) =>
      aRun({ phase: 'running' }, { counts: counts({ deleted: settled, left: 12 - settled }) });
    const others = aRun({ phase: 'running', operator: 'li' }, { deletion_id: 'b', user_name: 'li' });
    const { change } = watch([mine(5), others]);
    await vi.waitFor(() => expect(document.title).toBe('(5/12) Models · Coppice'));
    await change([mine(9), others]);
    await vi.waitFor(() => expect(document.title).toBe('(9/12) Models · Coppice'));
    await change([others]);
    await vi.waitFor(() => expect(document.title).toBe('Models · Coppice'));
  });
});

describe('lists', () => {
  it('are told of names that are about to lose versions, and of no others', async () => {
    watch([
      aRun({ phase: 'held' }),
      aRun({ phase: 'scheduled' }, { deletion_id: 'later', model_names: ['hand'] }),
      aRun({ phase: 'over' }, { deletion_id: 'over', model_names: ['face'] }),
    ]);
    await vi.waitFor(() => expect(deletingNames.getState()).toEqual(new Map([['pose', 'deletion-1']])));
  });
});

describe('news', () => {
  const over = aRun(
    { phase: 'over' },
    { counts: counts({ deleted: 11, failed: 1, left: 0 }), result: 'some' },
  );
  const news = () => screen.getByRole('status').textContent;

  it('comes when a run is over: what came of it, and the way to its receipt', async () => {
    const { change, user, router } = watch([aRun({ phase: 'running' })]);
    await screen.findByRole('button', { name: /^1 run: / });
    await change([over]);
    const link = await screen.findByRole('link', { name: 'Show the receipt' });
    expect(news()).toContain('Deletion ended: pose');
    expect(news()).toContain('11 of 12 deleted · 1 refused');
    await user.click(link);
    expect(router.state.location.pathname).toBe('/deletions/deletion-1');
    expect(news()).toBe('');
  });

  it('comes when a run begins to wait for somebody, and goes when it is closed', async () => {
    const { change, user } = watch([aRun({ phase: 'running' })]);
    await screen.findByRole('button', { name: /^1 run: / });
    await change([aRun({ phase: 'asking', question })]);
    await screen.findByText('Deletion needs you: pose');
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(news()).toBe('');
  });

  it('does not come on the receipt of the run', async () => {
    const { change } = watch([aRun({ phase: 'running' })], 'operator', '/deletions/deletion-1');
    await screen.findByRole('button', { name: /^1 run: / });
    await change([over]);
    await vi.waitFor(() => expect(screen.queryByRole('button', { name: /^1 run: / })).toBeNull());
    expect(news()).toBe('');
  });

  describe('by the browser', () => {
    const shown: { title: string; body: string | undefined }[] = [];
    const asked: string[] = [];

    /** The browser's own notifications, and whether it lets pages show them. */
    function browserThat(answers: NotificationPermission) {
      vi.stubGlobal(
        'Notification',
        class extends EventTarget {
          static permission: NotificationPermission = 'default';
          static async requestPermission() {
            asked.push(answers);
            return answers;
          }
          constructor(title: string, { body }: NotificationOptions) {
            super();
            shown.push({ title, body });
          }
        },
      );
    }
    const hide = (isHidden: boolean) => {
      const says = { hidden: isHidden, visibilityState: isHidden ? 'hidden' : 'visible' };
      for (const [name, value] of Object.entries(says)) {
        Object.defineProperty(document, name, { configurable: true, get: () => value });
      }
      act(() => void document.dispatchEvent(new Event('visibilitychange')));
    };

    afterEach(async () => {
      vi.useRealTimers();
      hide(false);
      shown.length = 0;
      asked.length = 0;
      await setNotifies(false);
      vi.unstubAllGlobals();
    });

    it('comes while the tab is hidden, once it was asked for in the panel', async () => {
      browserThat('granted');
      const page = watch([aRun({ phase: 'running' })]);
      const panel = await openPanel(page);
      expect(asked).toEqual([]);
      await page.user.click(within(panel).getByRole('switch', { name: /when this tab is hidden/ }));
      expect(asked).toEqual(['granted']);
      hide(true);
      await page.change([over]);
      const told = { title: 'Deletion ended: pose', body: '11 of 12 deleted · 1 refused' };
      await vi.waitFor(() => expect(shown).toEqual([told]));
    });

    it('comes of what the hidden tab asks for: it is not told of changes for long', async () => {
      browserThat('granted');
      await setNotifies(true);
      const page = watch([aRun({ phase: 'running' })]);
      await screen.findByRole('button', { name: /^1 run: / });
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      hide(true);
      page.tell([over]);
      await act(() => vi.advanceTimersByTimeAsync(20_000));
      await vi.waitFor(() => expect(shown).toHaveLength(1));
    });

    it('does not come while somebody looks, nor where it was not asked for', async () => {
      browserThat('granted');
      const unasked = watch([aRun({ phase: 'running' })]);
      await screen.findByRole('button', { name: /^1 run: / });
      hide(true);
      await unasked.change([over]);
      await screen.findByText('Deletion ended: pose');
      await unasked.change([aRun({ phase: 'running' })]);
      await screen.findByRole('button', { name: /^1 run: / });
      hide(false);
      await setNotifies(true);
      await unasked.change([over]);
      await vi.waitFor(() => expect(screen.queryByRole('button', { name: /^1 run: / })).toBeNull());
      expect(shown).toEqual([]);
    });

    it('is not promised where the browser does not allow it', async () => {
      browserThat('denied');
      const page = watch([aRun({ phase: 'running' })]);
      const panel = await openPanel(page);
      const toggle = within(panel).getByRole<HTMLInputElement>('switch', { name: /when this tab is hidden/ });
      await page.user.click(toggle);
      expect((await within(panel).findByRole('alert')).textContent).toContain('does not let this page');
      expect(toggle.checked).toBe(false);
    });
  });
});

it('keeps the focus with a run that was undone, sent or stopped, wherever it stands then', async () => {
  const other = aRun({ phase: 'running' }, { deletion_id: 'other', model_names: ['voice'] });
  const page = watch([aRun({ phase: 'scheduled' }), other]);
  const panel = await openPanel(page);
  const link = () => within(within(panel).getByRole('listitem', { name: 'pose' })).getByRole('link');
  await page.user.click(within(panel).getByRole('button', { name: 'Send now' }));
  await page.change([other, aRun({ phase: 'running' })]);
  await vi.waitFor(() => expect(document.activeElement).toBe(link()));
});
