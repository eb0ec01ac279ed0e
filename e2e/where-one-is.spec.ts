import { deleteSpeechCommands, receiptHeading } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { openDelete } from './support/open-delete.ts';

test('the tab says where one is', async ({ page, signIn, registry }) => {
  await page.goto('/sign-in');
  await expect(page).toHaveTitle('Sign in · Coppice');
  const id = await registry.idOf('Candy', '1.4.9');
  await registry.deleteModel(id);
  await signIn();
  await expect(page).toHaveTitle('Models · Coppice');
  await page.goto('/models/posenet/1.0.0');
  await expect(page).toHaveTitle('posenet 1.0.0 · Models · Coppice');
  await page.getByRole('button', { name: 'Close details' }).click();
  await expect(page).toHaveTitle('Models · Coppice');
  await page.getByRole('link', { name: 'Deletions' }).click();
  await expect(page).toHaveTitle('Deletions · Coppice');
  await page.getByRole('table', { name: 'Deletions' }).getByRole('link').first().click();
  await expect(page).toHaveTitle('1 of 1 deleted · Candy · Coppice');
  await page.getByRole('link', { name: 'Cleanup' }).click();
  await page.getByRole('link', { name: 'Rules' }).click();
  await expect(page).toHaveTitle('Rules · Coppice');
  const current = page.getByRole('navigation', { name: 'Main' }).locator('[aria-current="page"]');
  await expect(current).toHaveText('Cleanup');
  await page.goto('/deletions/none');
  await expect(page).toHaveTitle('There is no such deletion · Coppice');
  await page.goto('/nowhere');
  await expect(page).toHaveTitle('There is no such page · Coppice');
});

test('a receipt says of what it is, leads back, and is handed over as a link and as text', async ({
  page,
  signIn,
  gateway,
}) => {
  await signIn();
  await deleteSpeechCommands(page);
  await expect(receiptHeading(page)).toContainText('of 31 deleted');
  const trail = page.getByRole('navigation', { name: 'Breadcrumb' });
  await expect(trail).toHaveText('Deletionsspeech-commands');

  await page.getByRole('button', { name: 'Copy link' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  expect(await copied()).toBe(page.url());
  await page.getByRole('button', { name: 'Copy summary' }).click();
  await expect.poll(copied).toContain(`${page.url()}\n`);
  const summary = (await copied()).split('\n');
  expect(summary[0]).toMatch(/^\d+ of 31 deleted · \d+ refused.*: speech-commands$/);
  expect(summary[1]).toMatch(/^31 planned = \d+ deleted \+ /);
  expect(summary[2]).toMatch(/^By operator, \d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC$/);
  expect(summary).toContain('- speech-commands 0.5.4: ModelArts.3009');

  await page.getByRole('link', { name: 'Details of speech-commands 0.5.4' }).click();
  await expect(page).toHaveURL(`${gateway.url}/models/speech-commands/0.5.4`);
  await expect(page.getByRole('dialog')).toContainText('voice-gateway');
  await page.goBack();
  await trail.getByRole('link', { name: 'speech-commands' }).click();
  await expect(page).toHaveURL(`${gateway.url}/deletions?name=speech-commands`);
});

test('a raw answer is laid out to be read, and shown as it came on demand', async ({ page, signIn }) => {
  await signIn();
  await openDelete(page, 'posenet', '1.0.0');
  await page.getByRole('button', { name: 'Delete 1 version' }).click();
  await page.getByRole('button', { name: /^Requests and raw answers/ }).click();
  const answer = page.locator('pre');
  await expect(answer).toContainText('{\n  "');
  await page.getByRole('switch', { name: 'As it came' }).check();
  await expect(answer).toContainText(/^\{"[^\n]*$/);
});

test.describe('far from UTC', () => {
  test.use({ timezoneId: 'Asia/Shanghai' });

  test('a time is told exactly, here and in UTC, to pointer and keyboard', async ({
    page,
    signIn,
    registry,
  }) => {
    await registry.deleteModel(await registry.idOf('Candy', '1.4.9'));
    await signIn();
    await page.getByRole('treegrid').locator('time').first().hover();
    const tip = page.getByRole('tooltip');
    await expect(tip).toContainText(/\d{4}, \d\d:\d\d:\d\d GMT\+8/);
    await expect(tip).toContainText(/\d{4}, \d\d:\d\d:\d\d UTC$/);
    await page.getByRole('heading', { name: 'Models' }).hover();
    await expect(tip).toHaveCount(0);

    await page.getByRole('link', { name: 'Deletions' }).click();
    const link = page.getByRole('link', { name: 'just now' });
    await link.focus();
    await expect(link).toHaveAccessibleDescription(/GMT\+8 ?.*UTC$/);
    await page.keyboard.press('Escape');
    await expect(tip).toHaveCount(0);
    await expect(link).toBeFocused();
  });
});

test('a receipt prints whole', async ({ page, signIn }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn();
  await deleteSpeechCommands(page);
  await expect(receiptHeading(page)).toContainText('of 31 deleted');
  const outcomes = page.getByRole('table', { name: 'Outcomes' });
  await expect(outcomes).not.toContainText('0.3.0');
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(outcomes).toContainText('0.3.0');
  const whole = await page
    .locator('pre')
    .evaluateAll((all) => all.map((answer) => answer.scrollHeight <= answer.clientHeight + 1));
  expect(whole).toContain(true);
  expect(whole).not.toContain(false);
  await expect(outcomes.locator('code').last()).toHaveText(/^[0-9a-f-]{36}$/);
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(outcomes).not.toContainText('0.3.0');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});
