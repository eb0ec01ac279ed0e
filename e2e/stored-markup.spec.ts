import { refreshGroups } from '../server/registry/groups/refresh-groups.ts';
import { insertModels } from '../server/registry/models/insert-models.ts';
import { refreshHeld } from '../server/registry/services/refresh-held.ts';
import { openStore } from '../server/store/open-store.ts';
import { hostileModel, hostileService, MARKUP } from '../server/testing/fixtures/hostile-rows.ts';
import { expect, test } from './support/fixtures.ts';
import { openCascade } from './support/open-delete.ts';

test('markup in every field is text in the list, the details, the dialog and the receipt', async ({
  page,
  signIn,
  gateway: { data },
  registry,
}) => {
  await signIn();
  await storeMarkup(data.databaseUrl, registry.project);
  await page.reload();
  await expect(page.getByRole('button', { name: `Signed in as ${MARKUP}` })).toBeVisible();

  const dialog = await openCascade(page, MARKUP, '1.0.1');
  await expect(dialog).toContainText(`versions of ${MARKUP}?`);
  await dialog.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByRole('menuitem', { name: 'For bash' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')[0]).toMatch(
    /^curl -X DELETE -H "X-Auth-Token: \$TOKEN" '[^']*\/models\/free\?cascade=true'$/,
  );
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('link', { name: '1.0.0', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: `${MARKUP} 1.0.0` });
  await expect(drawer.getByRole('table').getByText(MARKUP)).not.toHaveCount(0);
  await drawer.getByRole('button', { name: 'JSON as it came' }).click();
  await expect(drawer.getByText('"package_name": "<img src=x')).toBeVisible();
  await expectNoMarkup();
  await page.getByRole('button', { name: 'Close details' }).click();

  await page.getByRole('button', { name: `Actions for ${MARKUP} 1.0.1`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const again = page.getByRole('alertdialog');
  await again.getByRole('switch', { name: 'Delete all versions (cascade)' }).click();
  await again.getByRole('textbox', { name: `Type ${MARKUP} to confirm` }).fill(MARKUP);
  await expectNoMarkup();
  await again.getByRole('button', { name: /^Delete \d versions?$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 of 2 deleted · 1 refused');
  await expect(page.getByRole('table', { name: 'Outcomes' })).toContainText(MARKUP);
  await page.getByRole('button', { name: /^Requests and raw answers/ }).click();
  await expectNoMarkup();

  const pages = page.getByRole('navigation', { name: 'Main' });
  await pages.getByRole('link', { name: 'Deletions', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Deletions' })).toContainText(MARKUP);
  await expectNoMarkup();

  await page.goto(`/models/${encodeURIComponent(MARKUP)}`);
  await expect(page.getByRole('table', { name: `Versions of ${MARKUP}` })).toContainText(MARKUP);
  await expectNoMarkup();
  await page.goto('/services');
  await page
    .getByRole('table', { name: 'Services' })
    .getByRole('link', { name: MARKUP, exact: true })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(MARKUP);
  await expectNoMarkup();

  async function expectNoMarkup() {
    await expect(page.locator('img[src="x"], [onerror], [href^="javascript:"]')).toHaveCount(0);
    await expect(page).toHaveTitle(/Coppice/);
  }
});

/** Puts a hostile model in two versions, one of them in hostile use, into a project whose people have hostile names. */
async function storeMarkup(databaseUrl: string, project_id: string): Promise<void> {
  const { store, close } = await openStore({ kind: 'postgres', url: databaseUrl });
  const used = hostileModel('used');
  const free = { ...hostileModel('free'), model_version: '1.0.1', create_at: 1 };
  const service = hostileService(project_id);
  const { service_id } = service;
  await store.transaction().execute(async (trx) => {
    await insertModels(trx, project_id, [used, free]);
    await trx.insertInto('services').values(service).execute();
    await trx
      .insertInto('service_models')
      .values({ project_id, service_id, model_id: 'used', weight: 1 })
      .execute();
    await refreshHeld(trx, project_id, [service_id]);
    await refreshGroups(trx, project_id, [MARKUP]);
    await trx.updateTable('users').set({ name: MARKUP }).where('name', '=', 'operator').execute();
    await trx.updateTable('accounts').set({ name: MARKUP }).execute();
    await trx.updateTable('projects').set({ name: MARKUP }).execute();
  });
  await close();
}
