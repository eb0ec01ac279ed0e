import { expect, test } from './support/fixtures.ts';
import { lookAt } from './support/look-at.ts';

test('what happens is told by day as it happens, narrowed, and leads to its receipt', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.goto('/activity');
  const today = page.getByRole('region', { name: 'Today' });
  await expect(today).toContainText('372 versions of 134 names imported');
  const id = await registry.createModel('pose-live', '1.0.0');
  await expect(today.getByRole('listitem').first()).toContainText('operator created pose-live 1.0.0');
  await registry.deploy('pose-gateway-live', [id]);
  await registry.deleteModel(id);
  await expect(today).toContainText('operator could not delete pose-live 1.0.0');
  await lookAt(page, 'activity');

  await page.getByRole('button', { name: 'Kind' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Refused' }).click();
  await page.keyboard.press('Escape');
  await expect(today.getByRole('listitem')).toHaveCount(1);
  await expect(page).toHaveURL(/\?kind=refused$/);
  await today.getByRole('link', { name: 'Receipt' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('refused');
  await page.goto('/activity?name=none');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
});

test('a personal address opens the feed to a reader that cannot sign in, until it is revoked', async ({
  page,
  signIn,
}) => {
  await signIn('viewer');
  await page.goto('/activity');
  await page.getByRole('button', { name: 'Feed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Feed for your reader' });
  await dialog.getByRole('button', { name: 'Make an address' }).click();
  const address = await dialog.getByRole('textbox', { name: 'Address of the feed' }).inputValue();
  const titles = await page.evaluate(async (feed) => {
    const text = await (await fetch(feed, { credentials: 'omit' })).text();
    const read = new DOMParser().parseFromString(text, 'application/xml');
    return [...read.querySelectorAll('parsererror, entry > title')].map((title) => title.textContent);
  }, address);
  expect(titles.at(-1)).toBe('372 versions imported');
  expect(titles).not.toContain('');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog.getByRole('status')).toContainText('it opens nothing any more');
  expect((await page.request.get(address)).status()).toBe(404);
});

test('before a remote registry, it is told what the gateway saw, and that it says no more', {
  tag: ['@remote', '@remote-only'],
}, async ({ page, signIn }) => {
  await signIn();
  await page.goto('/activity');
  await expect(page.getByText('This is what the gateway saw')).toBeVisible();
  await expect(page.getByRole('listitem').last()).toContainText('The registry was read for the first time');
});
