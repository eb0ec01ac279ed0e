import { nth } from '../core/testing/must.ts';
import { receiptHeading, typeToConfirm } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { openCascade } from './support/open-delete.ts';

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
    await typeToConfirm(dialog, 'posenet');
    await dialog.getByRole('button', { name: /^Delete \d+ versions$/ }).click();
    await expect(receiptHeading(page)).toHaveText('21 of 22 deleted · 1 refused');
    await page.goto('/models?search=posenet');
    await expect(page.getByText('1 name · 1 version')).toBeVisible();
  },
);

test(
  'a list that is known to be short is said to be, sends no cascade, and goes version by version',
  TAGS,
  async ({ page, signIn, registry, network }) => {
    const all = await registry.versionsOf('posenet');
    await signIn();
    await expect(page.getByText('134 names · 372 versions')).toBeVisible();
    const restore = network.shortenLists(6);
    const dialog = await openCascade(page, 'posenet', nth(all, -1).model_version);
    const notice = dialog.getByRole('alert').filter({ hasText: "The registry's list came short" });
    await expect(notice).toContainText(`the registry promised ${all.length} versions and listed 6`);
    await expect(notice).toContainText('No cascade is sent');
    await expect(dialog).toContainText('of 6+ versions of posenet?');

    restore();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await expect(notice).toHaveCount(0);
    await expect(dialog).toContainText(`of ${all.length} versions of posenet?`);

    network.shortenLists(6);
    await dialog.getByRole('button', { name: 'Check again' }).click();
    await expect(notice).toBeVisible();
    await typeToConfirm(dialog, 'posenet');
    await dialog.getByRole('button', { name: /^Delete \d versions$/ }).click();
    await expect(receiptHeading(page)).toHaveText(/^\d of 6 deleted/);
    expect(network.deletions).toHaveLength(6);
    expect(network.deletions.filter((url) => !url.endsWith('?cascade=false'))).toEqual([]);
    expect((await registry.versionsOf('posenet')).length).toBeGreaterThanOrEqual(all.length - 6);
  },
);
