import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SyncStatus } from '../../core/console-api/live/sync-status.ts';
import { ServicePage, type ServiceSummary } from '../../core/console-api/models/services.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { TestGateway } from '../testing/test-gateway.ts';
import { ServicesPage } from './services-page.tsx';

const LIST = /^\/api\/services$/;

function serviceOf(name: string, more: Partial<ServiceSummary> = {}): ServiceSummary {
  return {
    service_id: `id-of-${name}`,
    service_name: name,
    infer_type: 'real-time',
    status: 'running',
    description: '',
    owner: 'user-1',
    owner_name: 'maya',
    publish_at: 1_700_000_000_000,
    transition_at: 1_700_000_000_000,
    versions: 1,
    model_size: 1_000_000,
    held: [{ model_id: 'm', model_name: 'pose', model_version: '1.0.0', weight: 100 }],
    is_partial: false,
    ...more,
  };
}

function gatewayWith(services: readonly ServiceSummary[]): TestGateway {
  const gateway = new TestGateway([]);
  answerWith(gateway, services);
  return gateway;
}

function answerWith(gateway: TestGateway, services: readonly ServiceSummary[]): void {
  const owners = services.map(({ owner, owner_name }) => ({ owner, owner_name }));
  const first = { total: services.length, is_at_least: false, owners };
  gateway.answer('GET', LIST, () => {
    return { status: 200, body: ServicePage.parse({ services, next_cursor: null, first }) };
  });
}

const open = (gateway: TestGateway, address = '/services') =>
  renderConsole(gateway, [{ path: '/services', element: <ServicesPage /> }], address);

describe('the list of services', () => {
  it('tells of each what it holds, and that it may hold more than is known', async () => {
    open(
      gatewayWith([
        serviceOf('voice', { versions: 12, is_partial: true }),
        serviceOf('quiet', { versions: 0, held: [] }),
      ]),
    );
    const [, voice, quiet] = await screen.findAllByRole('row');
    expect(voice?.textContent).toContain('pose 1.0.0100 %');
    expect(voice?.textContent).toContain('and 11 more');
    expect(voice?.textContent).toContain('May hold more than is known');
    expect(quiet?.textContent).toContain('Holds no version.');
  });

  it('asks for what the address says, and sorts by a head the other way round', async () => {
    const gateway = gatewayWith([serviceOf('voice')]);
    const { user, router } = open(gateway, '/services?search=voi&status=running&owner=user-1');
    await user.click(await screen.findByRole('button', { name: 'Blocks' }));
    expect(router.state.location.search).toBe('?search=voi&status=running&owner=user-1&sort=bytes&order=asc');
    await waitFor(() => expect(gateway.asked('GET', LIST)).toHaveLength(2));
    expect(gateway.asked('GET', LIST).map(({ query }) => query.toString())).toEqual([
      'search=voi&status=running&owner=user-1&sort=bytes&order=desc',
      'search=voi&status=running&owner=user-1&sort=bytes&order=asc',
    ]);
  });

  it('is read again when what services hold has changed', async () => {
    const gateway = gatewayWith([]);
    open(gateway);
    await screen.findByRole('heading', { name: 'No service is deployed' });
    answerWith(gateway, [serviceOf('voice')]);
    gateway.onEvent({ about: 'models', names: ['pose'], gone: [] });
    await screen.findByRole('link', { name: 'voice' });
  });

  it('says that it could not be loaded, and is loaded on demand', async () => {
    const gateway = gatewayWith([serviceOf('voice')]);
    const broken = { status: 500, body: { error_code: 'Coppice.0008', error_msg: '' } };
    gateway.answer('GET', LIST, () => broken, 1);
    const { user } = open(gateway);
    await screen.findByRole('heading', { name: 'The services could not be loaded' });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('link', { name: 'voice' });
  });

  it('never says that nothing is deployed while services of a remote registry are not known', async () => {
    const gateway = gatewayWith([]);
    gateway.session.is_mirrored = true;
    const status = { read_at: 1_700_000_000_000, reading: null, problem: null, unreadable: [] };
    gateway.answer('GET', /mirror/, () => {
      return { status: 200, body: SyncStatus.parse({ ...status, are_services_known: false }) };
    });
    open(gateway);
    await screen.findByRole('heading', { name: 'Services are not known yet' });
    expect(screen.queryByRole('heading', { name: 'No service is deployed' })).toBeNull();
  });
});
