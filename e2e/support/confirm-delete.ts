import type { Locator, Page } from '@playwright/test';
import { openCascade, openDelete } from './open-delete.ts';

/** In a dialog: types what it asks for, which is a name, or a count. */
export async function typeToConfirm(dialog: Page | Locator, word: string): Promise<void> {
  await dialog.getByRole('textbox', { name: `Type ${word} to confirm` }).fill(word);
}

/** Deletes one version that nothing holds, from the list to the click. */
export async function deleteVersion(page: Page, name: string, version: string): Promise<void> {
  await openDelete(page, name, version);
  await page.getByRole('button', { name: 'Delete 1 version' }).click();
}

/** Deletes by cascade all 31 versions of speech-commands, of which three are in use, from the list to the click; returns the dialog. */
export async function deleteSpeechCommands(page: Page): Promise<Locator> {
  const dialog = await openCascade(page, 'speech-commands', '0.5.4');
  await typeToConfirm(dialog, 'speech-commands');
  await dialog.getByRole('button', { name: 'Delete 28 versions' }).click();
  return dialog;
}

/** The heading of a receipt, which says what became of all. */
export function receiptHeading(page: Page): Locator {
  return page.getByRole('heading', { level: 1 });
}
