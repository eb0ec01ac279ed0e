import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ReceiptPage } from '../../core/console-api/deletions/receipts.ts';
import { ModelGroup } from '../../core/console-api/models/model-groups.ts';
import {
  MAX_TIMELINE,
  NamePage as NameAnswer,
  type TimelineVersion,
} from '../../core/console-api/models/name-page.ts';
import { versionsOf } from '../testing/fixtures.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { TestGateway } from '../testing/test-gateway.ts';
import { NamePage } from './name-page.tsx';

const BORN = 1_700_000_000_000;

function versionAt(nth: number): TimelineVersion {
  return {
    model_id: `id-${nth}`,
    model_version: `1.${Math.floor(nth / 100)}.${nth % 100}`,
    model_status: 'published',
    model_type: 'Custom',
    model_size: 1_000_000,
    create_at: BORN + nth,
    services: [],
  };
}

/** A gateway that has so many versions of `pose`, of which these are told. */
function gatewayWith(count: number, newest: readonly TimelineVersion[]): TestGateway {
  const gateway = new TestGateway(versionsOf('pose', 2));
  const group = ModelGroup.parse({
    model_name: 'pose',
    versions: count,
    matching: count,
    model_size: count * 1_000_000,
    matching_size: count * 1_000_000,
    statuses: { published: count },
    model_types: ['Custom'],
    services: 0,
    latest_version: newest[0]?.model_version ?? '',
    latest_create_at: BORN,
  });
  const owners = [{ owner: 'user-1', owner_name: 'maya' }];
  gateway.answer('GET', /^\/api\/names\/pose$/, () => {
    return { status: 200, body: NameAnswer.parse({ group: count > 0 ? group : null, newest, owners }) };
  });
  gateway.answer('GET', /^\/api\/deletions$/, () => {
    const none = { deletions: [], next_cursor: null, first: { total: 0, users: [] } };
    return { status: 200, body: ReceiptPage.parse(none) };
  });
  return gateway;
}

const open = (gateway: TestGateway) =>
  renderConsole(gateway, [{ path: '/models/:name', element: <NamePage /> }], '/models/pose');

describe('the page of a name', () => {
  it('shows the newest of ten thousand versions, and says how many there are', async () => {
    const newest = Array.from({ length: MAX_TIMELINE }, (_, nth) => versionAt(9_999 - nth));
    const { user } = open(gatewayWith(10_000, newest));
    await screen.findByText('10,000 versions');
    await screen.findByText('The newest 200 of 10,000 versions are shown; all of them are listed below.');
    await screen.findByText('Owner of the newest: maya');
    await user.click(screen.getByRole('switch', { name: 'Show as table' }));
    const table = screen.getByRole('table', { name: 'Timeline of pose' });
    expect(within(table).getAllByRole('row')).toHaveLength(1 + MAX_TIMELINE);
  });

  it('says of which versions it is not known when they came, and puts them nowhere', async () => {
    const { user } = open(gatewayWith(2, [versionAt(1), { ...versionAt(0), create_at: 0 }]));
    await screen.findByText('Of 1 it is not known when they were created.');
    await user.click(screen.getByRole('switch', { name: 'Show as table' }));
    expect(within(screen.getByRole('table', { name: 'Timeline of pose' })).getAllByRole('row')).toHaveLength(
      2,
    );
  });

  it('deletes its only version, and keeps none then', async () => {
    open(gatewayWith(1, [versionAt(0)]));
    await screen.findByRole('button', { name: 'Delete its only version (1.0.0)…' });
    expect(screen.queryByRole('button', { name: 'Keep the newest…' })).toBeNull();
    screen.getByText('Owner maya');
  });

  it('of which there is nothing says so', async () => {
    open(gatewayWith(0, []));
    await screen.findByRole('heading', { name: 'No such name' });
  });
});
