import { expect, test } from './fixtures.ts';
import { openCascade } from './open-delete.ts';

const TAGS = { tag: ['@remote', '@remote-only'] };

test(
  'lists of a remote registry say how old they are, and are read anew on demand',
  TAGS,
  async ({ page, signIn, registry }) => {
    await signIn('viewer');
    await expect(page.getByText('134 names · 372 versions')).toBeVisible();
    await expect(page.getByText(/^As of /)).toBeVisible();
    await registry.createModel('posenet', '9.0.0');
    await page.getByRole('button', { name: 'Read the registry anew' }).click();
    await expect(page.getByText('134 names · 373 versions')).toBeVisible();
  },
);

test(
  'what the console deletes is gone from its lists at once, and its dialog asks the remote registry',
  TAGS,
  async ({ page, signIn, registry }) => {
    await registry.createModel('posenet', '9.0.0');
    await signIn();
    await expect(page.getByText('134 names · 372 versions')).toBeVisible();
    const dialog = await openCascade(page, 'posenet', '1.0.0');
    await expect(dialog).toContainText('of 22 versions of posenet?');
    await dialog.getByRole('textbox', { name: 'Type posenet to confirm' }).fill('posenet');
    await dialog.getByRole('button', { name: /^Delete \d+ versions$/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('21 of 22 deleted · 1 refused');
    await page.goto('/models?search=posenet');
    await expect(page.getByText('1 name · 1 version')).toBeVisible();
  },
);
