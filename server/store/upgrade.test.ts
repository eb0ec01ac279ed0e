import { expect, inject, it } from 'vitest';
import { z } from 'zod';
import { reportReceipt } from '../../core/console-api/deletions/receipt.ts';
import { readReceipt } from '../receipts/reading/read-receipt.ts';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import { allRows } from '../testing/fixtures/all-rows.ts';
import { unpackFirstEdition } from '../testing/fixtures/first-edition.ts';
import { heldSums } from '../testing/fixtures/held-sums.ts';
import { type OpenStore, openAsItIs, openStore, type StoreConfig } from './open-store.ts';
import type { Store } from './schema.ts';

/** Columns whose values live on in others. */
const GONE: Record<string, string[]> = {
  model_groups: ['statuses', 'model_types'],
  deletions: ['verified'],
};

it.runIf(inject('database') === 'pglite')('keeps every row of the first edition, and its sums', async () => {
  const directory = await unpackFirstEdition();
  const before = await inDirectory(directory, openAsItIs, allRows);
  expect(Object.keys(before)).toHaveLength(12);
  await inDirectory(directory, openStore, async (store) => {
    const after = await allRows(store);
    for (const [table, rows] of Object.entries(before)) {
      expect(rows, table).not.toHaveLength(0);
      expect(after[table], table).toHaveLength(rows.length);
      const kept = after[table]?.map(parse);
      for (const row of rows) expect(kept).toContainEqual(expect.objectContaining(withoutGone(table, row)));
    }
    await expectTrueSums(store);
    await expectReadableReceipts(store);
  });
});

async function inDirectory<T>(
  directory: string,
  open: (config: StoreConfig) => Promise<OpenStore>,
  act: (store: Store) => Promise<T>,
): Promise<T> {
  const { store, close } = await open({ kind: 'directory', directory });
  return act(store).finally(close);
}

function parse(row: string): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(row));
}

function withoutGone(table: string, row: string): Record<string, unknown> {
  const columns = Object.entries(parse(row)).filter(([name]) => !GONE[table]?.includes(name));
  return Object.fromEntries(columns);
}

async function expectTrueSums(store: Store): Promise<void> {
  const sums = async () => {
    const { model_groups, project_totals, name_weeks, created_totals, free_days, free_totals } =
      await allRows(store);
    return { model_groups, project_totals, name_weeks, created_totals, free_days, free_totals };
  };
  const kept = await sums();
  for (const project of ['vision', 'speech']) {
    const groups = await store
      .selectFrom('model_groups')
      .select('model_name')
      .where('project_id', '=', project)
      .execute();
    const names = groups.map((group) => group.model_name);
    await store.transaction().execute((trx) => refreshGroups(trx, project, names));
  }
  expect(await sums()).toEqual(kept);
  const held = await heldSums(store, 'vision');
  expect(held.kept).toEqual(held.counted);
  expect(held.kept.map((service) => service.held_versions)).toEqual([4, 4]);
}

async function expectReadableReceipts(store: Store): Promise<void> {
  const settled = await readReceipt(store, 'vision', 'd-settled');
  expect(reportReceipt(settled).counts).toMatchObject({ deleted: 1, failed: 1, left: 1 });
  const unsettled = await readReceipt(store, 'vision', 'd-unsettled');
  expect(reportReceipt(unsettled).counts).toMatchObject({ unknown: 3 });
  expect(await readReceipt(store, 'vision', 'd-cut-off')).toMatchObject({ state: 'interrupted' });
}
