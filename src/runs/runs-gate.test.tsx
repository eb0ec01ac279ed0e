import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { ReceiptSummary } from '../../core/console-api/deletions/receipts.ts';
import { ModelsPage } from '../models/models-page.tsx';
import { aRun, versionsOf } from '../testing/fixtures.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { TestGateway } from '../testing/test-gateway.ts';
import { RunsGate } from './runs-gate.tsx';

/** Opens the list of models with these runs; the rows come when they are let go. */
function open(runs: readonly ReceiptSummary[]) {
  const gateway = new TestGateway(versionsOf('pose', 3));
  const rows = gateway.hold('GET', /^\/api\/model-groups$/);
  const ids = versionsOf('pose', 2).map(({ model_id }) => ({ model_id, deletion_id: 'deletion-1' }));
  gateway.answer('GET', /^\/api\/runs$/, () => ({ status: 200, body: { runs } }));
  gateway.answer('GET', /^\/api\/runs\/versions$/, () => ({ status: 200, body: { versions: ids } }));
  const page = (
    <>
      <RunsGate session={gateway.session} />
      <ModelsPage />
    </>
  );
  return { gateway, rows, ...renderConsole(gateway, [{ path: '/models', element: page }], '/models') };
}

it('asks for nothing before the rows are there, and then once where no run is', async () => {
  const { gateway, rows } = open([]);
  await vi.waitFor(() => expect(gateway.asked('GET', /model-groups$/)).toHaveLength(1));
  expect(gateway.asked('GET', /^\/api\/runs/)).toEqual([]);
  rows.letGo();
  await screen.findByRole('button', { name: 'Expand pose' });
  await vi.waitFor(() => expect(gateway.asked('GET', /^\/api\/runs/)).toHaveLength(1));
  expect(screen.queryByRole('button', { name: /^\d+ runs?: / })).toBeNull();
});

it('marks the names and versions in the list that runs are about, by one request for an opened name', async () => {
  const { gateway, rows, user } = open([aRun({ phase: 'running' })]);
  rows.letGo();
  expect(await screen.findByRole('button', { name: '1 run: 0 of 12' })).toBeDefined();
  await vi.waitFor(() => expect(rowOf('Actions for pose').textContent).toContain('deleting'));
  expect(gateway.asked('GET', /versions$/)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Expand pose' }));
  await vi.waitFor(() => expect(rowOf('Actions for pose 1.0.0').textContent).toContain('deleting'));
  expect(rowOf('Actions for pose 1.0.1').textContent).toContain('deleting');
  expect(rowOf('Actions for pose 1.0.2').textContent).not.toContain('deleting');
  expect(gateway.asked('GET', /^\/api\/runs\/versions$/).map(({ query }) => query.toString())).toEqual([
    'name=pose',
  ]);
  await user.click(screen.getByRole('button', { name: 'Actions for pose 1.0.0' }));
  const link = await screen.findByRole('menuitem', { name: 'Go to its deletion' });
  expect(link.getAttribute('href')).toBe('/deletions/deletion-1');
});

it('marks nothing of a deletion that is put off', async () => {
  const { gateway, rows } = open([aRun({ phase: 'scheduled', starts_at: Date.now() + 3_600_000 })]);
  rows.letGo();
  await screen.findByRole('button', { name: '1 run: 0 of 12' });
  expect(rowOf('Actions for pose').textContent).not.toContain('deleting');
  expect(gateway.asked('GET', /^\/api\/runs\/versions$/)).toEqual([]);
});

/** The line of the list that has this menu. */
function rowOf(menu: string): Element {
  const row = screen.getByRole('button', { name: menu }).closest('[role="row"]');
  if (!row) throw new Error(`${menu} is in no row.`);
  return row;
}
