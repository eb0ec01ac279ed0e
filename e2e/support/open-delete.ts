import type { Locator, Page } from '@playwright/test';
import { must } from '../../core/testing/must.ts';
import { expect } from './fixtures.ts';

/** From the list to the dialog: search the name, expand it, and choose Delete… on a version. */
export async function openDelete(page: Page, name: string, version: string): Promise<void> {
  await searchFor(page, name);
  await page.getByRole('button', { name: `Expand ${name}`, exact: true }).click();
  await page.getByRole('button', { name: `Actions for ${name} ${version}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await expect(page.getByRole('table', { name: 'Affected versions' })).toBeVisible();
}

/** The same, with the cascade switched on; what must be typed is the name. Returns the dialog. */
export async function openCascade(page: Page, name: string, version: string): Promise<Locator> {
  await openDelete(page, name, version);
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('switch', { name: 'Delete all versions (cascade)' }).click();
  return dialog;
}

/** Selects all versions of each name, in a list that shows them. */
export async function selectNames(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.getByRole('checkbox', { name: `Select all versions of ${name}`, exact: true }).check();
  }
}

/** In a dialog on what is known to be refused: sends it all the same. */
export async function tryAnyway(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'What now' }).click();
  await page.getByRole('menuitem', { name: 'Try anyway' }).click();
}

/** Searches, and waits for what is found: until then the list shows what it did before, and its lines soon go. */
async function searchFor(page: Page, text: string): Promise<void> {
  const total = page.getByText(/^\d+ names? · /);
  const before = must(await total.textContent());
  await page.getByRole('searchbox', { name: 'Search models' }).fill(text);
  await expect(total).not.toHaveText(before);
}
