import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { DecidedNames, DryRun } from '../../../core/console-api/deletions/rules.ts';
import { nth } from '../../../core/testing/must.ts';
import { idOf, versionsOf } from '../../testing/fixtures.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { refusal, TestGateway } from '../../testing/test-gateway.ts';
import { DryRunPage } from './dry-run-page.tsx';

const DRY_RUN: DryRun = {
  dry_run_id: 'd',
  rule_id: 'r',
  rule: {
    name: 'nightlies',
    scope: { names: ['*'] },
    keep: { newest: { count: 1, by: 'version' } },
    delete: { older_than_days: 30 },
  },
  made_at: 1_700_000_000_000,
  made_by: 'kim',
  due_at: null,
  sums: {
    scope: 4,
    keep: 2,
    delete: 2,
    bytes: 1_000_000,
    unsized: 1,
    clauses: { newest: 1, 'date-unknown': 1, older: 2 },
  },
  copy: { read_at: 1_700_000_000_000, are_services_known: false },
  before: { dry_run_id: 'c', made_at: 1_600_000_000_000, added: 1, gone: 3 },
};

const decided = (version: number, clause: 'older' | 'newest', was: 'KEEP' | 'DELETE' | null) => {
  return {
    model_id: idOf('pose', version),
    model_version: `1.0.${version}`,
    model_size: version === 0 ? 0 : 1_000_000,
    clause,
    was,
  };
};

const NAMES: DecidedNames = {
  names: [
    {
      model_name: 'pose',
      keeps: 2,
      deletes: 2,
      bytes: 1_000_000,
      versions: [decided(1, 'older', 'DELETE'), decided(0, 'older', null)],
    },
  ],
  next: null,
};

function open(role: 'operator' | 'viewer', status = 200) {
  const gateway = new TestGateway(versionsOf('pose', 4), role);
  const found = status === 200 ? { status, body: DRY_RUN } : refusal(status, 'Coppice.0006');
  gateway.answer('GET', /\/dry-runs\/d$/, () => found);
  gateway.answer('GET', /\/dry-runs\/d\/names/, () => ({ status: 200, body: NAMES }));
  const model_ids = [idOf('pose', 1), idOf('pose', 0)];
  const names = [{ model_name: 'pose', model_ids }];
  gateway.answer('GET', /\/dry-runs\/d\/candidates/, () => ({ status: 200, body: { names } }));
  return renderConsole(
    gateway,
    [{ path: '/rules/dry-runs/:id', element: <DryRunPage /> }],
    '/rules/dry-runs/d',
  );
}

it('says what would go and stay and why, what is left out, and what is new since the last', async () => {
  open('viewer');
  await screen.findByRole('heading', { name: '2 of 4 versions would be deleted' });
  expect(screen.getByRole('region', { name: 'Would be deleted' }).textContent).toBe(
    'Would be deleted2Would free 1.0 MB (without 1 whose size is not known)2older than 30 days',
  );
  expect(screen.getByRole('region', { name: 'Left out' }).textContent).toContain('a date is not known');
  expect(screen.getByRole('region', { name: 'Left out' }).textContent).toContain('They stay, too.');
  expect(screen.getByText(/Not all services are known there/)).toBeTruthy();
  expect(screen.getByText('1 more to delete, 3 no longer')).toBeTruthy();
  const rows = within(await screen.findByRole('table', { name: 'Decisions' })).getAllByRole('row');
  expect(nth(rows, 2).textContent).toBe('1.0.1deleteolder than 30 days1.0 MB');
  expect(nth(rows, 3).textContent).toBe('1.0.0deleteolder than 30 daysnew—');
});

it('lets nobody delete who may not', async () => {
  open('viewer');
  await screen.findByRole('table', { name: 'Decisions' });
  expect(screen.queryByRole('button', { name: /^Delete/ })).toBeNull();
});

it('opens the dialog of every deletion with just what it found', async () => {
  const { user } = open('operator');
  await user.click(await screen.findByRole('button', { name: 'Delete 2 versions…' }));
  await screen.findByRole('heading', { name: 'Delete 2 of 4 versions of pose?' });
  const affected = await screen.findByRole('table', { name: 'Affected versions' });
  expect(
    within(affected)
      .getAllByRole('row')
      .map((row) => row.textContent?.slice(0, 40)),
  ).toHaveLength(3);
});

it('says that it is not kept any more', async () => {
  open('operator', 404);
  await screen.findByRole('heading', { name: 'There is no such dry run' });
});
