import { expect, test } from './fixtures.ts';
import { startGateway } from './gateway-process.ts';
import { RegistryClient } from './registry-client.ts';

/** How soon a change made elsewhere shows. In ms. Source: ux.md, Models. */
const SOON = { timeout: 2_000 };

test('what somebody else deletes goes by itself, and the selection and the focused line stay', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  const ids = await registry.versionsOf('posenet');
  const box = page.getByRole('checkbox', { name: 'Select all versions of AlexNet', exact: true });
  await box.check();
  const line = page.getByRole('row').filter({ has: box });
  await line.focus();
  await registry.deleteModel(ids[0]?.model_id ?? '');
  await expect(page.getByText('134 names · 371 versions')).toBeVisible(SOON);
  await expect(box).toBeChecked();
  await expect(line).toBeFocused();
});

test('what comes through another gateway of the same database shows as well', async ({
  page,
  signIn,
  data,
}) => {
  await signIn();
  const other = await startGateway(data.directory, { databaseUrl: data.databaseUrl });
  try {
    const elsewhere = await RegistryClient.signIn(other.url, 'operator');
    await elsewhere.createModel('posenet', '9.0.0');
    await expect(page.getByText('134 names · 373 versions')).toBeVisible(SOON);
  } finally {
    await other.end();
  }
});
