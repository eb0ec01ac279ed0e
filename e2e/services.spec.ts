import { expect, test } from './support/fixtures.ts';

test('a search for a service finds just the versions that it holds, and selects no others', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('Voice-Gate');
  await expect(page.getByText('1 name · 2 versions')).toBeVisible();
  await page.getByRole('button', { name: 'Expand speech-commands' }).click();
  const versions = page.getByRole('checkbox', { name: /^Select speech-commands / });
  await expect(versions).toHaveCount(2);
  await expect(page.getByRole('checkbox', { name: 'Select speech-commands 0.5.4' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Select speech-commands 0.5.3' })).toBeVisible();

  // A service that comes while somebody looks brings what it holds into the list.
  const held = await registry.idOf('posenet', '1.0.0');
  await registry.deploy('eu-voice-gateway', [held]);
  await expect(page.getByRole('button', { name: 'Expand posenet', exact: true })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all 3 matching versions' }).check();
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('3 versions');
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete…' }).click();
  const affected = page.getByRole('alertdialog').getByRole('table', { name: 'Affected versions' });
  for (const version of ['0.5.4', '0.5.3', '1.0.0'])
    await expect(affected.getByRole('row').filter({ hasText: version })).toBeVisible();
});

test('a service says by keyboard whose it is and since when, and leads to all that it uses', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/models?search=posenet');
  await page.getByRole('button', { name: 'Expand posenet' }).click();
  const service = page.getByRole('link', { name: 'Show models of pose-coach' });
  await expect(service).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search models' }).focus();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(service).toBeFocused({ timeout: 100 });
  }).toPass();
  await expect(page.getByRole('tooltip')).toContainText('Owner: jonas');
  await expect(page.getByRole('tooltip')).toContainText('Since 20 Jul 2026');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/models\?search=pose-coach$/);
  await expect(page.getByText('2 names · 2 versions')).toBeVisible();
});

test('the details and the receipt of a refusal say in plain sight what holds a version, and whose it is', async ({
  page,
  signIn,
  registry,
}) => {
  await registry.deleteModel(await registry.idOf('BERT-Squad', '1.9.12'));
  await signIn();
  await page.goto('/models/BERT-Squad/1.9.12');
  const drawer = page.getByRole('dialog', { name: 'BERT-Squad 1.9.12' });
  await expect(drawer.getByRole('link', { name: 'Show models of qa-bot' })).toBeVisible();
  await expect(drawer).toContainText('Owner: maya · Since 17 Aug 2026');
  await expect(drawer.getByRole('row', { name: /^Owner operator/ })).toBeVisible();

  await page.goto('/deletions');
  await page.getByRole('table', { name: 'Deletions' }).getByRole('link').first().click();
  const outcomes = page.getByRole('table', { name: 'Outcomes' });
  await expect(outcomes).toContainText('Owner: maya · Since 17 Aug 2026');
  await outcomes.getByRole('link', { name: 'Show models of qa-bot' }).click();
  await expect(page).toHaveURL(/\/models\?search=qa-bot$/);
  await expect(page.getByText('1 name · 1 version')).toBeVisible();
});

test('where another console shows services, each is a link to it, in a tab of its own', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.route('**/api/session', async (route) => {
    const response = await route.fetch();
    const service_url = 'https://console.example.com/services/{service_id}';
    await route.fulfill({ response, json: { ...(await response.json()), service_url } });
  });
  await page.goto('/models/speech-commands/0.5.4');
  const drawer = page.getByRole('dialog', { name: 'speech-commands 0.5.4' });
  const link = drawer.getByRole('link', { name: 'Open service voice-gateway' });
  await expect(link).toHaveAttribute('href', /^https:\/\/console\.example\.com\/services\/[\w-]{36}$/);
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', /noopener/);
});
