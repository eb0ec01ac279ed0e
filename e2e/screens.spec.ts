import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openCascade } from './open-delete.ts';

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;

/** Mantine's open menu stands in a portal outside the landmarks and holds an element to take the focus. */
const OF_THE_MENU = ['region', 'aria-required-children'] as const;

const CONSENT = 'Type speech-commands to confirm';

/** Every screen in both themes and two widths: no violation that axe finds, no sideways scroll, and a picture. */
for (const colorScheme of ['light', 'dark'] as const) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test.describe(`${colorScheme}, ${size}`, () => {
      test.use({ colorScheme, viewport });

      const lookAs = (page: Page) => (screen: string, except?: readonly string[]) =>
        lookAt(page, `${screen}-${colorScheme}-${size}`, except);

      test('every screen of the list', async ({ page, signIn }) => {
        test.slow();
        const look = lookAs(page);
        await page.goto('/sign-in');
        await expect(page.getByRole('button', { name: 'viewer' })).toBeVisible();
        await look('sign-in');

        await signIn();
        await expect(page.getByText('134 names')).toBeVisible();
        await look('models');

        await page.getByRole('searchbox', { name: 'Search models' }).fill('zzzz');
        await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
        await look('no-match');

        await page.getByRole('searchbox', { name: 'Search models' }).fill('speech-commands');
        await page.getByRole('button', { name: 'Expand speech-commands' }).click();
        await page.getByRole('checkbox', { name: 'Select speech-commands 0.5.2' }).check();
        await look('expanded');

        await page.getByRole('link', { name: '0.5.4' }).click();
        await expect(page.getByRole('dialog')).toContainText('voice-gateway');
        await look('details');
        await page.getByRole('button', { name: 'Close details' }).click();

        await page.getByRole('button', { name: 'Actions for speech-commands 0.5.4' }).click();
        await expect(page.getByRole('menuitem', { name: 'Details' })).toBeVisible();
        await look('menu', OF_THE_MENU);
      });

      test('every screen of a deletion', async ({ page, signIn, registry, context }) => {
        test.slow();
        const look = lookAs(page);
        await signIn();
        const dialog = await openCascade(page, 'speech-commands', '0.5.4');
        await expect(dialog).toContainText('2 calls');
        await look('delete');

        await registry.createModel('speech-commands', '9.9.9');
        await expect(dialog.getByRole('alert')).toContainText('9.9.9');
        await look('plan-changed');

        await dialog.getByRole('checkbox', { name: 'those in use, or not checked' }).check();
        await look('kept');
        await dialog.getByRole('checkbox', { name: 'those in use, or not checked' }).uncheck();
        await dialog.getByRole('textbox', { name: CONSENT }).fill('speech-commands');
        const held = holdCall(page);
        await dialog.getByRole('button', { name: /^Delete \d+ versions$/ }).click();
        const letGo = await held;
        await look('running');
        await registry.createModel('speech-commands', '9.9.8');
        letGo();
        await expect(dialog.getByRole('alert')).toContainText('9.9.8');
        await look('changed-while-running');
        await dialog.getByRole('button', { name: 'Go on without the added' }).click();
        await expect(page.getByRole('heading', { level: 1 })).toContainText('of 32 deleted');
        await look('receipt');

        await page.goto('/deletions');
        await expect(page.getByRole('table', { name: 'Deletions' })).toBeVisible();
        await look('deletions');

        await context.clearCookies();
        await page.getByRole('link', { name: 'Models', exact: true }).click();
        await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();
        await look('sign-in-again');
      });
    });
  }
}

/** Holds the next deletion call; resolves once it has come, with what lets it go. */
function holdCall(page: Page): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const hold = page.route(
      '**/models/*?cascade=*',
      async (route) => {
        await new Promise<void>(resolve);
        await route.continue();
      },
      { times: 1 },
    );
    hold.catch(reject);
  });
}

async function lookAt(page: Page, screen: string, except: readonly string[] = []): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).disableRules([...except]).analyze();
  expect(violations.map(({ id, nodes }) => `${screen}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
  await page.screenshot({ path: `docs/screenshots/${screen}.png` });
}
