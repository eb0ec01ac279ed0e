import { expect, test } from './support/fixtures.ts';
import { openDelete } from './support/open-delete.ts';

const HOUR_MS = 3_600_000;

for (const [how, off] of [
  ['a day ahead', 24 * HOUR_MS],
  ['two hours behind', -2 * HOUR_MS],
] as const) {
  test.describe(`in a browser whose clock is ${how}`, () => {
    test.beforeEach(async ({ page }) => {
      await page.clock.install({ time: Date.now() + off });
    });

    test('what was just checked is said to be, and grows old by the second', async ({ page, signIn }) => {
      await signIn();
      expect(Math.abs((await page.evaluate(() => Date.now())) - Date.now() - off)).toBeLessThan(HOUR_MS / 60);
      await openDelete(page, 'posenet', '1.0.0');
      const age = page.getByText(/^Checked \d+s ago$/);
      await expect(age).toBeVisible();
      await page.clock.fastForward(10 * 60_000);
      await expect(page.getByText(/^Checked 10m ago$/)).toBeVisible();
      await page.clock.fastForward(2 * HOUR_MS);
      await expect(page.getByText(/^Checked 2\.?\d?h ago$/)).toBeVisible();
    });

    test('the deletions of today are those of today', async ({ page, signIn, registry }) => {
      await registry.deleteModel(await registry.idOf('Candy', '1.4.9'));
      await signIn();
      await page.getByRole('link', { name: 'Deletions' }).click();
      await page.getByRole('button', { name: 'When' }).click();
      await page.getByRole('menuitemradio', { name: 'Today' }).click();
      await expect(page).toHaveURL(new RegExp(`from=${new Date().toISOString().slice(0, 10)}`));
      await expect(page.getByText('Candy')).toBeVisible();
    });

    test('lists of a remote registry are as old as they are', {
      tag: ['@remote', '@remote-only'],
    }, async ({ page, signIn }) => {
      await signIn('viewer');
      await page.getByRole('button', { name: 'Read the registry anew' }).click();
      await expect(page.getByText('As of just now')).toBeVisible();
    });
  });
}
