import { expect, test } from './support/fixtures.ts';

const NAME = 'long-name';
/** More than a page, so that the end is not read when the name opens. */
const VERSIONS = 150;

test('a name of many versions is read where it is looked at, and a range over the rest is selected', async ({
  page,
  signIn,
  registry,
}) => {
  const versions = Array.from({ length: VERSIONS }, (_, nth) => `1.${Math.floor(nth / 100)}.${nth % 100}`);
  for (const version of versions) await registry.createModel(NAME, version);
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill(NAME);
  await page.getByRole('button', { name: `Expand ${NAME}` }).click();
  await page.getByRole('checkbox', { name: `Select ${NAME} 1.1.49` }).check();
  const end = page.waitForRequest(/offset=100/);
  await page.locator('[aria-rowindex="3"]').focus();
  await page.keyboard.press('End');
  await end;

  const last = page.getByRole('row', { name: `Select ${NAME} 1.0.0` });
  await expect(last).toBeFocused();
  await expect(last).toHaveAttribute('aria-posinset', String(VERSIONS));
  await expect(last).toHaveAttribute('aria-setsize', String(VERSIONS));
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+X');
  const selection = page.getByRole('region', { name: 'Selection' });
  await expect(selection).toContainText(`${VERSIONS - 1} versions`);
});
