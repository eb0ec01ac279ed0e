import type { Page } from '@playwright/test';
import { must } from '../core/testing/must.ts';
import { expect, test } from './support/fixtures.ts';

test('the palette goes to models, versions and deletions by keyboard alone', async ({
  page,
  signIn,
  registry,
}) => {
  await registry.deleteModel(await registry.idOf('Candy', '1.4.9'));
  await signIn();
  await openPalette(page);
  await page.keyboard.type('speech');
  await expect(option(page, /^speech-commands 31 versions$/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/models\/speech-commands$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('speech-commands');

  await openPalette(page);
  await page.keyboard.type('speech-commands 0.5.4');
  await expect(option(page, 'speech-commands 0.5.4')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('voice-gateway');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await openPalette(page);
  await page.keyboard.type('Candy');
  const deletion = option(page, /^Candy 1 of 1 deleted/);
  await expect(deletion).toBeVisible();
  // All that comes before it has come, and it keeps its place.
  await expect(option(page, 'Candy 1 version')).toBeVisible();
  await expect(option(page, 'Candy 1.4.8')).toBeVisible();
  const box = page.getByRole('combobox', { name: 'Go to anything' });
  const press = async (key: 'ArrowUp' | 'ArrowDown') => {
    const from = must(await box.getAttribute('aria-activedescendant'));
    await page.keyboard.press(key);
    await expect(box).not.toHaveAttribute('aria-activedescendant', from);
  };
  await press('ArrowUp');
  await press('ArrowDown');
  while ((await deletion.getAttribute('aria-selected')) !== 'true') await press('ArrowDown');
  await expect(box).toHaveAttribute('aria-activedescendant', must(await deletion.getAttribute('id')));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 of 1 deleted');
});

test('the palette finds a service, and leads to its page', async ({ page, signIn }) => {
  await signIn();
  await openPalette(page);
  await page.keyboard.type('voice-gate');
  await option(page, /^voice-gateway running$/).click();
  await expect(page).toHaveURL(/\/services\/[\w-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('voice-gateway');
});

test('the palette does what the menus do, and Escape gives the focus back', async ({ page, signIn }) => {
  await signIn();
  await page.keyboard.press('j');
  const line = page.locator('[aria-rowindex="2"]');
  await expect(line).toBeFocused();
  await openPalette(page);
  await page.keyboard.press('Escape');
  await expect(line).toBeFocused();

  await openPalette(page);
  await page.keyboard.type('theme dark');
  await expect(option(page, 'Theme: Dark')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(line).toBeFocused();

  await openPalette(page);
  await page.keyboard.type('keys');
  await expect(option(page, 'Keys')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Go to anything' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(line).toBeFocused();

  await page.getByRole('button', { name: 'Go to anything' }).click();
  await page.keyboard.type('zzzz-no-such-thing');
  await expect(page.getByRole('dialog')).toContainText('Nothing matches');
  await page.getByRole('combobox').fill('help');
  await option(page, 'Help').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How deletions work here');

  await openPalette(page);
  await page.keyboard.type('sign out');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

function option(page: Page, name: string | RegExp) {
  return page.getByRole('option', { name, exact: true });
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Go to anything' })).toBeFocused();
}
