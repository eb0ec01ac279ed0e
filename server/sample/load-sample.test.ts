import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../testing/setup/start-gateway.ts';
import { loadSample } from './load-sample.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({ sample: true });
});
afterAll(() => gateway.close());

it('has 372 versions of 134 names, and nine services', async () => {
  const { store } = gateway;
  const count = async (table: 'models' | 'model_groups' | 'services') =>
    Number(
      (
        await store
          .selectFrom(table)
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirst()
      )?.n,
    );
  expect([await count('models'), await count('model_groups'), await count('services')]).toEqual([
    372, 134, 9,
  ]);
});

it('has the invented states, subscriptions and uses', async () => {
  const models = await gateway.store
    .selectFrom('models')
    .where('model_status', '!=', 'published')
    .select(['model_name', 'model_status'])
    .orderBy('model_name')
    .execute();
  expect(models).toContainEqual({ model_name: 'AlexNet', model_status: 'building_failed' });
  expect(models).toHaveLength(6);
  const subscribed = gateway.store.selectFrom('models').where('subscription_id', 'is not', null);
  expect(await subscribed.select('model_name').orderBy('model_name').execute()).toEqual([
    { model_name: 'GPT-2' },
    { model_name: 'YOLOv4' },
  ]);
  const speech = await gateway.store
    .selectFrom('model_groups')
    .where('model_name', '=', 'speech-commands')
    .select(['versions', 'services'])
    .executeTakeFirst();
  expect(speech).toMatchObject({ services: 2 });
});

it('is offered on the sign-in page, where its passwords work', async () => {
  const about = await gateway.http('GET', '/api/about');
  expect(about.body).toMatchObject({
    sample: { account: 'coppice', project: 'demo', users: ['operator', 'viewer', 'admin'] },
  });
  const body = { account: 'coppice', user: 'viewer', password: 'viewer', project: 'demo' };
  const signedIn = await gateway.http('POST', '/api/session', { origin: gateway.url, body });
  expect(signedIn.body).toMatchObject({ role: 'viewer' });
});

it('is loaded only where nobody is yet', async () => {
  expect(await loadSample(gateway.store)).toBe(false);
});
