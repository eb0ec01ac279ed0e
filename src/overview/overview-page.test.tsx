import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SyncStatus } from '../../core/console-api/live/sync-status.ts';
import { Overview } from '../../core/console-api/models/overview.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { TestGateway } from '../testing/test-gateway.ts';
import { OverviewPage } from './overview-page.tsx';

const NONE = { versions: 0, model_size: 0 };
const ONE = { versions: 1, model_size: 1_000_000 };
const YEARS_OLD = { created: '..2024-11-25', weeks: { from: 104, to: null } } as const;

/** A registry of three versions, held by a service that runs, by one that is stopped, and by none. */
const FILLED: Overview = {
  total: { names: 1, versions: 3, model_size: 3_000_000 },
  failed: NONE,
  used: { versions: 2, model_size: 2_000_000 },
  at_rest: ONE,
  weeks: [],
  ages: [{ ...YEARS_OLD, uses: { running: ONE, 'at-rest': ONE, no: ONE } }],
  growth: { spans: [], deletions_since: null },
  largest: [],
  needs: [],
  deletions: [],
  are_services_known: true,
};
const EMPTY: Overview = {
  ...FILLED,
  ...{ total: { names: 0, ...NONE }, used: NONE, at_rest: NONE, are_services_known: false },
  ages: [{ ...YEARS_OLD, uses: { running: NONE, 'at-rest': NONE, no: NONE } }],
};

/** Opens the overview of a copy that is being read for the first time, or was read to its end. */
function openCopy(overview: Overview, read_at: number | null = 1_700_000_000_000): void {
  const gateway = new TestGateway([]);
  gateway.session.is_mirrored = true;
  gateway.answer('GET', /overview/, () => ({ status: 200, body: Overview.parse(overview) }));
  const reading = read_at === null ? { begun_at: 0, versions: 0, names: 0, services: 0 } : null;
  const { are_services_known } = overview;
  gateway.answer('GET', /mirror/, () => {
    const status = { read_at, reading, problem: null, unreadable: [], are_services_known };
    return { status: 200, body: SyncStatus.parse(status) };
  });
  renderConsole(gateway, [{ path: '/', element: <OverviewPage /> }], '/');
}

const tile = (name: RegExp) => screen.findByRole('link', { name });
const ages = () => screen.getByRole('table', { name: 'Age × use' });

describe('the overview of a copy', () => {
  it('says how many versions are in use, and of these how many are at rest', async () => {
    openCopy(FILLED);
    await tile(/^In use 2 2\.0 MB · 67% of versions, 1 at rest$/);
    expect(
      within(ages())
        .getAllByRole('link')
        .map((link) => link.getAttribute('href')),
    ).toEqual([
      '/models?created=..2024-11-25&in_use=running',
      '/models?created=..2024-11-25&in_use=at-rest',
      '/models?created=..2024-11-25&in_use=no',
    ]);
    expect(screen.queryByText(/may be in use/)).toBeNull();
  });

  it('does not say how many are in use where not all services are known, nor that others are not', async () => {
    openCopy({ ...FILLED, are_services_known: false });
    const inUse = await tile(/^In use Not known/);
    expect(inUse.textContent).not.toMatch(/\d/);
    await screen.findByText(/a version that counts as at rest or not in use may be in use\.$/);
    await screen.findByRole('button', { name: 'In use: not known for every model' });
  });

  it('does not take a registry for empty that is read for the first time', async () => {
    openCopy(EMPTY, null);
    await screen.findByRole('heading', { name: 'The registry is read for the first time' });
    expect(screen.queryByRole('link', { name: /^In use/ })).toBeNull();
    expect(screen.queryByText('Nothing was deleted yet.')).toBeNull();
  });
});
