import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import type { RegistryClient } from './support/registry-client.ts';

/** As many as a browser opens connections to a host over HTTP/1.1, and two more. */
const TABS = 8;

test('eight tabs are answered, have one stream, and each hears of changes', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await expect.poll(() => streamsOf(registry)).toBe(1);
  const tabs = [page, ...(await openTabs(page.context(), TABS - 1))];
  expect(await streamsOf(registry)).toBe(1);
  // A stream for each tab would take all connections of the browser: the last ones would wait for ever.
  for (const tab of tabs) expect(await isAnswered(tab)).toBe(true);

  await registry.createModel('posenet', '9.0.0');
  for (const tab of tabs) await expect(tab.getByText('134 names · 373 versions')).toBeVisible();

  // The stream is nobody's own: it goes on when the tab that opened it is gone, and ends with the last one.
  await tabs.shift()?.close();
  await registry.createModel('posenet', '9.0.1');
  for (const tab of tabs) await expect(tab.getByText('134 names · 374 versions')).toBeVisible();
  for (const tab of tabs) await tab.close();
  await expect.poll(() => streamsOf(registry)).toBe(0);
});

test('a tab that nobody has looked at yet opens no stream, and catches up when it is shown', async ({
  page,
  signIn,
  registry,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
  });
  await signIn();
  await registry.createModel('posenet', '9.0.0');
  await page.getByRole('button', { name: 'Expand AlexNet', exact: true }).click();
  expect(await streamsOf(registry)).toBe(0);
  await expect(page.getByText('134 names · 372 versions')).toBeVisible();
  await page.evaluate(() => {
    Reflect.deleteProperty(document, 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(page.getByText('134 names · 373 versions')).toBeVisible();
  expect(await streamsOf(registry)).toBe(1);
});

test('signing out in one tab takes what was read out of all of them', async ({ page, signIn }) => {
  await signIn();
  const [other = page] = await openTabs(page.context(), 1);
  await signOut(page);
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('who signs in in one tab is who is signed in in the others, and each hears their changes', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  const [other = page] = await openTabs(page.context(), 1);
  await page.goto('/sign-in?next=/models');
  await page.getByRole('button', { name: 'viewer', exact: true }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(other.getByRole('button', { name: 'Signed in as viewer' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Signed in as viewer' })).toBeVisible();
  await registry.createModel('posenet', '9.0.0');
  for (const tab of [page, other]) await expect(tab.getByText('373 versions')).toBeVisible();
});

test('signing in again in one tab lets the others go on', async ({ page, signIn, context }) => {
  await signIn();
  const [other = page] = await openTabs(context, 1);
  await context.clearCookies();
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  for (const tab of [page, other]) {
    await tab.getByRole('searchbox', { name: 'Search models' }).fill('posenet');
    await expect(tab.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();
  }
  await again.getByLabel('Password', { exact: true }).fill('operator');
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  for (const tab of [page, other]) {
    await expect(tab.getByText('1 name ·')).toBeVisible();
    await expect(tab.getByRole('dialog')).toHaveCount(0);
  }
});

test('who signs in again as somebody else begins anew', async ({ page, signIn, context }) => {
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('posenet');
  await page.getByRole('checkbox', { name: 'Select all versions of posenet', exact: true }).check();
  await context.clearCookies();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('pose');
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  await again.getByRole('textbox', { name: 'User' }).fill('viewer');
  await again.getByLabel('Password', { exact: true }).fill('viewer');
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Signed in as viewer' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Selection' })).toBeHidden();
});

async function openTabs(context: BrowserContext, count: number): Promise<Page[]> {
  const tabs: Page[] = [];
  for (let opened = 0; opened < count; opened += 1) {
    const tab = await context.newPage();
    await tab.goto('/models');
    await expect(tab.getByRole('treegrid', { name: 'Models' })).toHaveAttribute('aria-busy', 'false');
    tabs.push(tab);
  }
  return tabs;
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Signed in as operator' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

async function isAnswered(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/model-groups?search=pose&sort=name&order=asc');
    return answer.ok && (await answer.text()).length > 0;
  });
}

/** How many streams the gateway has, by its own figures. */
async function streamsOf(registry: RegistryClient): Promise<number> {
  const { text } = await registry.request('GET', '/metrics');
  return Number(/coppice_event_clients (\d+)/.exec(text)?.[1]);
}
