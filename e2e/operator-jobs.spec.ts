import type { Locator, Page } from '@playwright/test';
import pg from 'pg';
import { expect, test } from './support/fixtures.ts';

/** What an operator asks for on a bad day, in one pass, and with how few clicks and words it is done. */
function operatorAt(page: Page) {
  const steps = { clicks: 0, words: 0 };
  return {
    steps,
    click: async (target: Locator) => {
      steps.clicks += 1;
      await target.click();
    },
    type: async (target: Locator, word: string) => {
      steps.words += 1;
      await target.fill(word);
    },
    entry: (name: string) => page.getByRole('menuitemcheckbox', { name, exact: true }),
  };
}

test('what failed yesterday, and why: 5 clicks', async ({ page, signIn, registry, gateway }) => {
  await registry.deleteModel(await registry.idOf('BERT-Squad', '1.9.12'));
  await registry.deleteModel(await registry.idOf('Candy', '1.4.9'));
  await toYesterday(gateway.data.databaseUrl);
  await registry.deleteModel(await registry.idOf('Candy', '1.4.8'));
  await signIn();
  const { click, entry, steps } = operatorAt(page);
  await click(page.getByRole('link', { name: 'Deletions' }));
  await click(page.getByRole('button', { name: 'Outcome' }));
  await click(entry('with a refusal'));
  await page.keyboard.press('Escape');
  await click(page.getByRole('button', { name: 'When' }));
  await click(page.getByRole('menuitemradio', { name: 'yesterday' }));
  const rows = page.getByRole('table', { name: 'Deletions' }).getByRole('row');
  await expect(rows).toHaveCount(1 + 1);
  await expect(rows.last()).toContainText('BERT-Squad');
  await expect(rows.last()).toContainText('ModelArts.3009 · A service uses it');
  expect(steps.clicks).toBe(5);
});

test('all failed builds over a year old, as an address to pass on: 6 clicks', async ({ page, signIn }) => {
  await signIn();
  const { click, entry, steps } = operatorAt(page);
  await click(page.getByRole('button', { name: 'Status' }));
  await click(entry('failed'));
  await click(entry('building failed'));
  await page.keyboard.press('Escape');
  // The filter, not the head of the column.
  await click(page.getByRole('button', { name: 'Created' }).first());
  await click(page.getByRole('menuitemradio', { name: 'over a year ago' }));
  await expect(page.getByText('5 names · 5 versions')).toBeVisible();
  await click(page.getByRole('checkbox', { name: 'Select all 5 matching versions' }));
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('5 versions');
  expect(steps.clicks).toBe(6);
  const address = page.url();
  await page.goto('/deletions');
  await page.goto(address);
  await expect(page.getByText('5 names · 5 versions')).toBeVisible();
});

test('which service is in the way, whose it is, and what else it holds: 1 word and 3 clicks', async ({
  page,
  signIn,
}) => {
  await signIn();
  const { click, type, steps } = operatorAt(page);
  await type(page.getByRole('searchbox', { name: 'Search models' }), 'speech');
  await click(page.getByRole('button', { name: 'Expand speech-commands', exact: true }));
  await click(page.getByRole('link', { name: '0.5.4', exact: true }));
  const drawer = page.getByRole('dialog', { name: 'speech-commands 0.5.4' });
  await expect(drawer).toContainText('Owner: maya');
  await click(drawer.getByRole('link', { name: 'Show service voice-gateway' }));
  await expect(page.getByRole('table', { name: 'Versions that voice-gateway holds' })).toContainText('0.5.3');
  expect(steps).toEqual({ clicks: 3, words: 1 });
});

test('a receipt is handed over, as an address and as words: 4 clicks', async ({ page, signIn, registry }) => {
  await registry.deleteModel(await registry.idOf('BERT-Squad', '1.9.12'));
  await signIn();
  const { click, steps } = operatorAt(page);
  await click(page.getByRole('link', { name: 'Deletions' }));
  await click(page.getByRole('table', { name: 'Deletions' }).getByRole('link').first());
  await click(page.getByRole('button', { name: 'Copy link' }));
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toBe(page.url());
  await click(page.getByRole('button', { name: 'Copy summary' }));
  const summary = await page.evaluate(() => navigator.clipboard.readText());
  for (const part of ['0 of 1 deleted · 1 refused', 'BERT-Squad', 'ModelArts.3009', 'UTC', address]) {
    expect(summary).toContain(part);
  }
  expect(steps.clicks).toBe(4);
});

/** Dates all receipts so far a day back. */
async function toYesterday(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('update deletions set created_at = created_at - 86400000');
  await client.end();
}
