import type { Page } from '@playwright/test';
import { beginAsking, beginRun, createVersions } from './support/begin-run.ts';
import { expect, test } from './support/fixtures.ts';
import { setGracePeriods } from './support/grace-periods.ts';
import { lookAt, SIZES } from './support/look-at.ts';

/** A click can be taken back for so long that no journey sees the end of it. In s. */
const LONG_S = 3600;

const indicator = (page: Page) => page.getByRole('button', { name: /^\d+ runs?: / });
const panel = (page: Page) => page.getByRole('dialog');
const run = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });
const row = (page: Page, menu: string) =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name: menu, exact: true }) });

test.describe('while a click can be taken back', () => {
  test.beforeEach(({ registry }) =>
    setGracePeriods(registry, { one_version: LONG_S, more_versions: LONG_S }),
  );

  test('an indicator counts the runs of anybody, and one is undone from its panel by keyboard alone', async ({
    page,
    signIn,
    registry,
  }) => {
    await signIn();
    await expect(indicator(page)).toHaveCount(0);
    await beginRun(registry, ['posenet']);
    await expect(page.getByRole('button', { name: '1 run: 0 of 21' })).toBeVisible();
    await createVersions(registry, 'bird', 3);
    await beginAsking(registry, 'bird');
    await expect(page.getByRole('button', { name: '2 runs: 1 needs you' })).toBeVisible();

    await indicator(page).focus();
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('list', { name: 'Needs you' })).toContainText('bird');
    await expect(panel(page).getByRole('list', { name: 'Waiting to begin' })).toContainText('posenet');
    await page.keyboard.press('Escape');
    await expect(panel(page)).toHaveCount(0);
    await expect(indicator(page)).toBeFocused();

    await page.keyboard.press('Enter');
    await expect(run(page, 'posenet')).toContainText(/begins in \d/);
    await run(page, 'posenet').getByRole('button', { name: 'Undo' }).focus();
    await page.keyboard.press('Enter');
    const done = panel(page).getByRole('list', { name: 'Done in the last ten minutes' });
    await expect(done).toContainText('0 of 21 deleted · 21 left · stopped by operator');
    expect(await registry.versionsOf('posenet')).toHaveLength(21);
    await run(page, 'posenet').getByRole('link', { name: 'posenet' }).click();
    await expect(page).toHaveURL(/\/deletions\/[\w-]+$/);
    await expect(panel(page)).toHaveCount(0);
  });

  test('rows that a run is about are marked as it begins and no more once it is undone', async ({
    page,
    signIn,
    registry,
  }) => {
    await signIn();
    await page.getByRole('searchbox', { name: 'Search models' }).fill('posenet');
    await page.getByRole('button', { name: 'Expand posenet', exact: true }).click();
    await expect(row(page, 'Actions for posenet 1.0.0')).toBeVisible();
    const id = await beginRun(registry, ['posenet'], { but: 1 });
    await expect(row(page, 'Actions for posenet')).toContainText('deleting');
    await expect(row(page, 'Actions for posenet 1.0.0')).toContainText('deleting');
    // The newest version stays, and the registry would refuse the deletion of one in use.
    await expect(row(page, 'Actions for posenet 2.2.2')).not.toContainText('deleting');

    await page.getByRole('button', { name: 'Actions for posenet 1.0.0', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Go to its deletion' }).click();
    await expect(page).toHaveURL(new RegExp(`/deletions/${id}$`));
    await page.goBack();
    await registry.request('POST', `/api/runs/${id}/stop`);
    await expect(row(page, 'Actions for posenet')).not.toContainText('deleting');
  });

  test('a colleague sees the same run, and whoever began it is told that they stopped it', async ({
    page,
    signIn,
    registry,
    browser,
    baseURL,
    sessionOf,
  }) => {
    await signIn();
    await createVersions(registry, 'bird', 3);
    await beginRun(registry, ['bird']);
    await expect(indicator(page)).toBeVisible();

    const elsewhere = await browser.newContext({ viewport: SIZES.narrow });
    const viewers = { name: 'coppice_session', value: await sessionOf('viewer'), url: baseURL ?? '' };
    await elsewhere.addCookies([{ ...viewers, httpOnly: true, sameSite: 'Strict' }]);
    const colleague = await elsewhere.newPage();
    await colleague.goto(`${baseURL}/runs`);
    await expect(colleague.getByRole('listitem', { name: 'bird' })).toContainText(/begins in/);
    await expect(colleague.getByRole('listitem', { name: 'bird' }).getByRole('button')).toHaveCount(0);

    await indicator(page).click();
    await run(page, 'bird').getByRole('button', { name: 'Send now' }).click();
    await expect(colleague.getByRole('listitem', { name: 'bird' })).toContainText('3 of 3 deleted');
    await expect(page.getByRole('status').filter({ hasText: 'Deletion ended: bird' })).toBeVisible();
    await page.getByRole('link', { name: 'Show the receipt' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('3 of 3 deleted');
    await elsewhere.close();
  });

  test('a question is answered in the panel, and what nobody confirmed stays', async ({
    page,
    signIn,
    registry,
  }) => {
    await signIn();
    await createVersions(registry, 'bird', 3);
    await beginAsking(registry, 'bird');
    await indicator(page).click();
    await expect(run(page, 'bird')).toContainText(
      '1 version was added to bird, which nobody confirmed: 9.9.9',
    );
    await run(page, 'bird').getByRole('button', { name: 'Go on without the added' }).click();
    await expect(run(page, 'bird')).toContainText('3 of 3 deleted');
    expect((await registry.versionsOf('bird')).map((model) => model.model_version)).toEqual(['9.9.9']);
  });

  test('the panel, the page and news hold up in both themes and on a phone', async ({
    page,
    signIn,
    registry,
  }) => {
    test.slow();
    await signIn();
    const long = 'a-name-that-is-as-long-as-the-registry-lets-a-name-be-0123456789';
    await createVersions(registry, long, 2);
    await createVersions(registry, 'bird', 2);
    await beginRun(registry, [long]);
    await beginRun(registry, ['posenet'], { start: { at: Date.now() + 24 * 3_600_000 } });
    await beginAsking(registry, 'bird');
    await page.getByRole('searchbox', { name: 'Search models' }).fill('registry');
    await expect(row(page, `Actions for ${long}`)).toContainText('deleting');
    await lookAt(page, 'deleting');
    await page.goto('/runs');
    await expect(page).toHaveTitle('Runs · Coppice');
    await expect(run(page, 'bird')).toBeVisible();
    await lookAt(page, 'runs');
    await indicator(page).click();
    await expect(panel(page)).toContainText('Needs you');
    await lookAt(page, 'runs-panel', ['region']);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Signed in as operator' }).click();
    await page.getByRole('menuitem', { name: 'Project settings…' }).click();
    await expect(page.getByRole('textbox', { name: 'Seconds for one version' })).toBeVisible();
    await lookAt(page, 'project-settings');
  });
});

test('on a phone the runs are a sheet, which Escape closes and from which the page of all runs is reached', async ({
  page,
  signIn,
  registry,
}) => {
  await page.setViewportSize(SIZES.narrow);
  await signIn();
  await beginRun(registry, ['posenet'], { start: { at: Date.now() + 3_600_000 } });
  await page.getByRole('button', { name: '1 run: 0 of 21' }).click();
  await expect(panel(page)).toHaveAccessibleName('Runs');
  await page.keyboard.press('Escape');
  await expect(indicator(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await panel(page).getByRole('link', { name: 'All runs' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Runs');
  await run(page, 'posenet').getByRole('button', { name: 'Cancel' }).click();
  await expect(run(page, 'posenet')).toContainText('0 of 21 deleted');
});

test('where nothing runs the page of runs says so, and the palette leads there', async ({ page, signIn }) => {
  await signIn();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Go to anything' }).fill('runs');
  await page.getByRole('option', { name: 'Runs', exact: true }).click();
  await expect(page).toHaveTitle('Runs · Coppice');
  await expect(page.getByRole('heading', { name: 'No run is under way' })).toBeVisible();
});

test('the palette says where a deletion is that is not over', async ({ page, signIn, registry }) => {
  await signIn();
  await beginRun(registry, ['posenet'], { start: { at: Date.now() + 3_600_000 } });
  await expect(indicator(page)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('option', { name: /^posenet.*put off · 0 of 21 deleted/ })).toBeVisible();
});

test('the time to take a deletion back is set for the project, and the next deletion waits for so long', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Go to anything' }).fill('settings');
  await page.getByRole('option', { name: 'Project settings…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings of demo' });
  await expect(dialog.getByRole('textbox', { name: 'Seconds for one version' })).toHaveValue('0');
  const more = dialog.getByRole('textbox', { name: 'Seconds for more than one version' });
  await expect(more).toHaveValue('0');
  await more.fill('4000');
  await expect(dialog.getByText('A whole number from 0 to 3,600')).toBeVisible();
  await more.fill(String(LONG_S));
  await more.press('Enter');
  await expect(dialog.getByText(/^Saved\./)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await beginRun(registry, ['posenet']);
  await indicator(page).click();
  await expect(run(page, 'posenet')).toContainText(/begins in (60m|1h)/);
});

test('who may not delete looks at the settings and cannot change them', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.getByRole('button', { name: 'Signed in as viewer' }).click();
  await page.getByRole('menuitem', { name: 'Project settings…' }).click();
  await expect(page.getByText('Who may delete models can change this.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
});

test.describe('where the browser may show notifications', () => {
  test.use({ permissions: ['notifications'] });

  test('it tells of a run that ends while the tab is hidden, once that was asked for', async ({
    page,
    signIn,
    registry,
  }) => {
    // A browser without a window shows notifications to nobody, says of what it allows that it does not, and hides no tab.
    await page.addInitScript(() => {
      const shown: string[] = [];
      const shows = new Proxy(Notification, {
        get: (real, key) => (key === 'permission' ? 'granted' : Reflect.get(real, key)),
        construct(real, [title, options]: [string, NotificationOptions]) {
          shown.push(`${title}: ${options.body}`);
          return new real(title, options);
        },
      });
      let isHidden = false;
      Object.defineProperty(document, 'hidden', { get: () => isHidden });
      Object.assign(window, { shown, Notification: shows, hide: () => (isHidden = true) });
    });
    await signIn();
    await setGracePeriods(registry, { one_version: LONG_S, more_versions: LONG_S });
    await createVersions(registry, 'bird', 3);
    const id = await beginRun(registry, ['bird']);
    await indicator(page).click();
    await panel(page).getByRole('switch', { name: 'Tell me also when this tab is hidden' }).click();
    await expect(panel(page).getByRole('switch')).toBeChecked();
    await page.evaluate('hide()');
    await registry.request('POST', `/api/runs/${id}/send-now`);
    await expect.poll(() => page.evaluate('shown')).toEqual(['Deletion ended: bird: 3 of 3 deleted']);
    await page.reload();
    await createVersions(registry, 'bird', 2);
    await beginRun(registry, ['bird']);
    await indicator(page).click();
    await expect(panel(page).getByRole('switch')).toBeChecked();
  });
});

test("a run under way shows in the tab's title and is stopped from the panel after its call", {
  tag: '@remote-only',
}, async ({ page, signIn, registry, network }) => {
  await signIn();
  await setGracePeriods(registry, { one_version: 0, more_versions: 0 });
  const first = network.holdNext();
  await beginRun(registry, ['posenet'], { but: 1 });
  const letFirstGo = await first;
  await expect(page).toHaveTitle('(0/20) Models · Coppice');
  const second = network.holdNext();
  letFirstGo();
  const letSecondGo = await second;
  await indicator(page).click();
  await run(page, 'posenet').getByRole('button', { name: 'Stop' }).click();
  await expect(run(page, 'posenet')).toContainText('Stopping after this call…');
  letSecondGo();
  await expect(run(page, 'posenet')).toContainText(/of 20 deleted.*stopped by operator/);
  await expect(page).toHaveTitle('Models · Coppice');
  expect((await registry.versionsOf('posenet')).length).toBeGreaterThanOrEqual(19);
});

test.describe('in a browser that is set to Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('runs are read and undone in Chinese', async ({ page, registry, sessionOf, baseURL }) => {
    await setGracePeriods(registry, { one_version: LONG_S, more_versions: LONG_S });
    const cookie = { name: 'coppice_session', value: await sessionOf('operator'), url: baseURL ?? '' };
    await page.context().addCookies([{ ...cookie, httpOnly: true, sameSite: 'Strict' }]);
    await page.goto('/models?search=posenet');
    await beginRun(registry, ['posenet']);
    await page.getByRole('button', { name: '1 个执行：0 / 21' }).click();
    await expect(run(page, 'posenet')).toContainText(/尚未发送 · .+后开始/);
    await expect(row(page, 'posenet 的操作')).toContainText('删除中');
    await page.getByRole('link', { name: '全部执行' }).click();
    await expect(page).toHaveTitle('执行 · Coppice');
    await lookAt(page, 'zh-runs');
    await run(page, 'posenet').getByRole('button', { name: '撤销' }).click();
    await expect(run(page, 'posenet')).toContainText('由 operator 停止');
  });
});
