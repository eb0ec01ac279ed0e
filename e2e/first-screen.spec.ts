import type { Page } from '@playwright/test';
import { must } from '../core/testing/must.ts';
import { expect, test } from './support/fixtures.ts';
import { untilQuiet } from './support/until-quiet.ts';

/** Everything that the first screen transfers but the typeface, compressed. In bytes. Source: docs/decisions/014-first-screen.md */
const BUDGET_BYTES = 200_000;

/** What the typeface may take, for which nothing waits. In bytes. */
const TYPEFACE_BUDGET_BYTES = 60_000;

test('a first visit transfers at most 200 kB, and what it keeps it keeps for ever', async ({
  page,
  signIn,
}) => {
  const transferred = await countTransfers(page);
  const headers = new Map<string, Record<string, string>>();
  page.on('response', async (response) => headers.set(new URL(response.url()).pathname, response.headers()));
  await signIn();
  await expect(page.locator('[data-row-key]').first()).toBeVisible();
  await untilQuiet(page);

  const { bytes, typeface, list } = await transferred();
  expect(typeface, list).toBeGreaterThan(10_000);
  expect(typeface, list).toBeLessThanOrEqual(TYPEFACE_BUDGET_BYTES);
  expect(bytes, list).toBeGreaterThan(50_000);
  expect(bytes, list).toBeLessThanOrEqual(BUDGET_BYTES);
  for (const [path, sent] of headers) {
    if (/\.(js|css)$|^\/models$|^\/api\/model-groups$/.test(path)) {
      expect(sent['content-encoding'], path).toBe('br');
    }
    const isHashed = path.startsWith('/assets/');
    if (isHashed) expect(sent['cache-control'], path).toBe('public, max-age=31536000, immutable');
  }
  expect([...headers.keys()]).toContain('/models');
});

test('the rows are asked for before the code that shows them has come, and once', async ({
  page,
  signIn,
}) => {
  await signIn();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  let letCodeGo = () => {};
  const codeMayCome = new Promise<void>((resolve) => {
    letCodeGo = resolve;
  });
  await page.route('**/assets/libraries-*.js', async (route) => {
    await codeMayCome;
    await route.continue();
  });
  const rows = page.waitForResponse('**/api/model-groups?search=net&**');
  const opened = page.goto('/models?search=net', { waitUntil: 'commit' });
  expect((await rows).status()).toBe(200);
  letCodeGo();
  await opened;
  await expect(page.locator('[data-row-key]').first()).toContainText('net', { ignoreCase: true });
  expect(asked.filter((path) => path === '/api/model-groups')).toHaveLength(1);
  expect(asked.filter((path) => path === '/api/session')).toHaveLength(1);
});

test('who is not signed in is asked to, and then sees the rows', async ({ page }) => {
  await page.goto('/models?search=posenet');
  await page.getByRole('button', { name: 'operator', exact: true }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Expand posenet' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('letters that are typed in a row all stay, and the list follows them', async ({ page, signIn }) => {
  await signIn();
  const search = page.getByRole('searchbox', { name: 'Search models' });
  await search.pressSequentially('speech-commands');
  await expect(search).toHaveValue('speech-commands');
  await expect(page).toHaveURL(/search=speech-commands$/);
  await expect(page.getByText('1 name ·')).toBeVisible();
  await page.goBack();
  await expect(search).toHaveValue('');
  await expect(page.getByText('134 names')).toBeVisible();
});

test('a search asks for its rows once, and once more only if that comes to nothing', async ({
  page,
  signIn,
}) => {
  await signIn();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const times = (word: string) => asked.filter((url) => url.includes(`model-groups?search=${word}`)).length;
  const search = page.getByRole('searchbox', { name: 'Search models' });
  await search.fill('posenet');
  await expect(page.getByText('1 name ·')).toBeVisible();
  expect(times('posenet')).toBe(1);

  await page.route('**/api/model-groups?search=mobilenet&**', (route) => route.abort(), { times: 1 });
  await search.fill('mobilenet');
  await expect(page.locator('[data-row-key]').first()).toContainText('mobilenet', { ignoreCase: true });
  expect(times('mobilenet')).toBe(2);
});

/** Counts what comes over the wire from now on, with its headers, the typeface on its own, and lists it. */
async function countTransfers(page: Page): Promise<() => Promise<Transferred>> {
  const devtools = await page.context().newCDPSession(page);
  const urls = new Map<string, string>();
  const came: { url: string; size: number }[] = [];
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    came.push({ url: urls.get(requestId) ?? 'an address that is not known', size: encodedDataLength });
  });
  await devtools.send('Network.enable');
  return async () => {
    // What the worker is made of comes to the worker, which is no part of the page.
    const worker = must([...urls.values()].find((url) => url.includes('/event-worker-')));
    const { 'content-length': size = 'none' } = (await page.request.head(worker)).headers();
    const all = [...came, { url: worker, size: Number(size) }];
    const isFont = (one: { url: string }) => one.url.endsWith('.woff2');
    return {
      bytes: sumOf(all.filter((one) => !isFont(one))),
      typeface: sumOf(all.filter(isFont)),
      list: all.map((one) => `${one.size} ${one.url}`).join('\n'),
    };
  };
}

type Transferred = { bytes: number; typeface: number; list: string };

function sumOf(all: readonly { size: number }[]): number {
  return all.reduce((sum, one) => sum + one.size, 0);
}
