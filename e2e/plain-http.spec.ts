import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { openDelete } from './support/open-delete.ts';

/** The most that the search box takes. Source: core/console-api/models/model-groups.ts */
const LONGEST_SEARCH = 100;

// As over a LAN: a name that is not this machine's own, without TLS, is no secure context.
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), '--host-resolver-rules=MAP coppice.example 127.0.0.1'],
    }),
  baseURL: async ({ gateway }, use) => use(gateway.url.replace('127.0.0.1', 'coppice.example')),
});

test('an id, a name and a request are copied over plain http, too', async ({ page, signIn, registry }) => {
  await signIn();
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  const search = page.getByRole('searchbox', { name: 'Search models' });
  await page.getByRole('button', { name: 'Actions for AlexNet', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy name' }).click();
  await search.press('Control+v');
  await expect(search).toHaveValue('AlexNet');
  await search.fill('');

  const id = await registry.idOf('posenet', '1.0.0');
  await page.goto('/models/posenet/1.0.0');
  await page.getByRole('button', { name: `Copy ID ${id}` }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await search.press('Control+v');
  await expect(search).toHaveValue(id);
  await search.fill('');

  await openDelete(page, 'posenet', '1.0.0');
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByRole('menuitem', { name: 'For PowerShell' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await search.fill('');
  await search.press('Control+v');
  const url = new URL(`/v1/${registry.project}/models/${id}?cascade=false`, page.url());
  const line = `curl.exe -X DELETE -H "X-Auth-Token: $env:TOKEN" '${url}'`;
  await expect(search).toHaveValue(line.slice(0, LONGEST_SEARCH));
});

test('what the browser does not let the page copy at all is shown selected, and that is said', async ({
  page,
  signIn,
}) => {
  await page.addInitScript(() => {
    document.execCommand = () => false;
  });
  await signIn();
  await page.getByRole('button', { name: 'Actions for AlexNet', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy name' }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy it by hand' });
  const text = dialog.getByRole('textbox', { name: 'Text to copy' });
  await expect(text).toBeFocused();
  expect(await selectedIn(page)).toBe('AlexNet');
  await expect(dialog).toContainText('press Ctrl+C');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the tabs share their one stream over plain http, too', async ({ page, signIn, registry }) => {
  await signIn();
  const other = await page.context().newPage();
  await other.goto('/models');
  await expect(other.getByText('134 names · 372 versions')).toBeVisible();
  await registry.createModel('posenet', '9.0.0');
  for (const tab of [page, other]) {
    await expect(tab.getByText('134 names · 373 versions')).toBeVisible();
  }
  const { text } = await registry.request('GET', '/metrics');
  expect(text).toContain('coppice_event_clients 1\n');
});

function selectedIn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const field = document.activeElement;
    if (!(field instanceof HTMLTextAreaElement)) return 'no field';
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
}
