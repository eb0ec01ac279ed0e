import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../core/deletion/plan.ts';
import { noteActivities } from '../activity/note-activity.ts';
import { issueToken } from '../iam/tokens/tokens.ts';
import { createUser } from '../iam/users/create-user.ts';
import { insertModels } from '../registry/models/insert-models.ts';
import { askRoute, isMutating, isOpen, proofOf } from '../testing/clients/ask-route.ts';
import { hostileModel, hostileService, MARKUP } from '../testing/fixtures/hostile-rows.ts';
import { openSession, seedRuns, seedWebhook } from '../testing/fixtures/seed-project.ts';
import { seedRules } from '../testing/fixtures/seed-rules.ts';
import { startGateway } from '../testing/setup/start-gateway.ts';

const gateway = await startGateway();
const hostile = await storeMarkup();
afterAll(() => gateway.close());

/** Routes that answer with no text that anybody wrote. */
const WITHOUT_TEXT = [
  'GET /api/settings/grace-periods',
  'GET /api/cleanup',
  'GET /api/runs/versions',
  'GET /api/activity/feed',
  'GET /api/me/keys',
];

describe('markup that is stored in every field', () => {
  const reads = gateway.routes.filter((route) => !isMutating(route) && !isOpen(route));

  it('is read by routes of every kind that is told apart below', () => {
    expect(reads).toEqual(expect.arrayContaining(WITHOUT_TEXT));
    expect(reads.filter((route) => route.includes('export'))).not.toEqual([]);
    expect(reads.filter((route) => !route.includes('export')).length).toBeGreaterThan(5);
  });

  it.each(reads)('comes back as it is, as data and never as a page: %s', async (route) => {
    const { token } = hostile.people.operator;
    const session = await openSession(gateway, hostile.people, hostile.people.operator);
    const { status, headers, text, isStream } = await askRoute(
      gateway,
      route,
      hostile,
      proofOf(gateway, token, session),
    );
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(
      /^(application\/json|text\/csv|text\/event-stream)(; charset=utf-8)?$/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    if (route.includes('export')) expect(headers.get('content-disposition')).toMatch(/^attachment; /);
    if (!isStream && !WITHOUT_TEXT.includes(route))
      expect(text.replaceAll('\\"', '"').replaceAll('""', '"')).toContain(MARKUP);
  });

  it('is quoted by a refusal as data, too', async () => {
    const { token } = hostile.people.operator;
    const path = `/v1/${hostile.ids.project_id}/models/${encodeURIComponent(MARKUP)}`;
    for (const answer of [
      await gateway.http('GET', path, { token, headers: { accept: 'text/html' } }),
      await gateway.http('GET', `/assets/${MARKUP}`, { headers: { accept: 'text/html' } }),
    ]) {
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    }
  });
});

/** A project in which everything that has a text has markup in it. */
async function storeMarkup() {
  const { store } = gateway;
  const account = `${MARKUP}${randomUUID().slice(0, 8)}`;
  const person = { account, project: MARKUP, user: MARKUP, role: 'admin', password_hash: 'none' } as const;
  const { user_id, account_id, project_id } = await store
    .transaction()
    .execute((trx) => createUser(trx, person));
  const { token } = await issueToken(store, { user_id, project_id });
  const operator = { name: MARKUP, user_id, token };
  const people = { account, project: MARKUP, account_id, project_id, operator, viewer: operator };

  const model = hostileModel(randomUUID());
  // What no service uses, and is not the newest, can go.
  const older = { ...hostileModel(randomUUID()), model_version: '0.9.0' };
  await store.transaction().execute((trx) => insertModels(trx, project_id, [model, older]));
  const service = hostileService(project_id);
  await store.insertInto('services').values(service).execute();
  const { model_id, model_name, model_version } = model;
  const { service_id } = service;
  await store.insertInto('service_models').values({ project_id, service_id, model_id, weight: 1 }).execute();
  await store
    .insertInto('protections')
    .values({
      ...{ project_id, model_name: 'kept', model_id: '', model_version: '', note: MARKUP },
      ...{ user_id, user_name: MARKUP, created_at: 0, until: null },
    })
    .execute();
  await store
    .insertInto('exclusions')
    .values({
      ...{ project_id, model_name: 'kept', model_id: '', model_version: '', note: MARKUP },
      ...{ user_id, user_name: MARKUP, created_at: 0 },
    })
    .execute();

  const affected: Plan['affected'] = [
    { model_id, model_name, model_version, subscribed: false, services: [], verdict: 'delete' },
  ];
  const plan = { affected, cascades: [], calls: [{ model_id, cascade: false, covers: [model_id] }] };
  const opened = await gateway.http('POST', '/api/deletions', { token, body: { plan } });
  const { deletion_id } = Object(opened.body);
  await seedRuns(gateway, people, deletion_id);
  const actor = { user_id, user_name: MARKUP };
  const subject = { id: model_id, name: model_name };
  await noteActivities(store, [{ account_id, project_id, kind: 'created', actor, subject }]);
  const webhook = await seedWebhook(gateway, people, MARKUP);
  const rules = await seedRules(gateway, people, model);
  const encoded = encodeURIComponent(model_name);
  const ids = { project_id, model_id, service_id, deletion_id, model_name: encoded, ...webhook, ...rules };
  return { people, plan, ids };
}
