import { expect, test } from './support/fixtures.ts';
import { lookAt } from './support/look-at.ts';

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

test('a service says by keyboard whose it is and since when, and leads to its page', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/models?search=posenet');
  await page.getByRole('button', { name: 'Expand posenet' }).click();
  const service = page.getByRole('link', { name: 'Show service pose-coach' });
  await expect(service).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search models' }).focus();
  const isFocused = () => service.evaluate((link) => link === document.activeElement);
  for (let stops = 0; stops < 60 && !(await isFocused()); stops += 1) await page.keyboard.press('Tab');
  await expect(service).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText('Owner: jonas');
  await expect(page.getByRole('tooltip')).toContainText('Since 20 Jul 2026');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('pose-coach');
  await expect(
    page.getByRole('table', { name: 'Versions that pose-coach holds' }).getByRole('row'),
  ).toHaveCount(3);
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
  await expect(drawer.getByRole('link', { name: 'Show service qa-bot' })).toBeVisible();
  await expect(drawer).toContainText('Owner: maya · Since 17 Aug 2026');
  await expect(drawer.getByRole('row', { name: /^Owner operator/ })).toBeVisible();

  await page.goto('/deletions');
  await page.getByRole('table', { name: 'Deletions' }).getByRole('link').first().click();
  const outcomes = page.getByRole('table', { name: 'Outcomes' });
  await expect(outcomes).toContainText('Owner: maya · Since 17 Aug 2026');
  await outcomes.getByRole('link', { name: 'Show service qa-bot' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('qa-bot');
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

test('the services, by what they block, lead to one and from there to its versions and back', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.goto('/services');
  const table = page.getByRole('table', { name: 'Services' });
  const blocks = table.getByRole('columnheader', { name: 'Blocks' });
  await expect(blocks).toHaveAttribute('aria-sort', 'descending');
  await lookAt(page, 'services');
  await blocks.getByRole('button').click();
  await expect(page).toHaveURL(/sort=bytes&order=asc$/);
  await page.getByRole('searchbox', { name: 'Search services' }).fill('VOICE');
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(table).toContainText('maya');
  // One that is deployed while somebody looks.
  await registry.deploy('eu-voice-gateway', [await registry.idOf('posenet', '1.0.0')]);
  await expect(table.getByRole('link', { name: 'eu-voice-gateway' })).toBeVisible();

  await table.getByRole('link', { name: 'voice-gateway', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('voice-gateway');
  const held = page.getByRole('table', { name: 'Versions that voice-gateway holds' });
  await expect(held.getByRole('row')).toHaveCount(3);
  await lookAt(page, 'service');
  await page.getByRole('button', { name: 'Copy message to owner' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('speech-commands 0.5.4');
  await held.getByRole('link', { name: 'Details of speech-commands 0.5.4' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Show service voice-gateway' }).click();
  await expect(held).toBeVisible();
});

test('a list of services says why it is empty, and a service that is gone says so', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/services?search=zzzz');
  await expect(page.getByRole('heading', { name: 'No service matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(page.getByRole('table', { name: 'Services' })).toBeVisible();
  await page.goto('/services/no-such-service');
  await expect(page.getByRole('heading', { name: 'No such service' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the services' }).click();
  await expect(page.getByRole('table', { name: 'Services' })).toBeVisible();
});
