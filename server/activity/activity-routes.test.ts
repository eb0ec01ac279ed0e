import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Activity } from '../../core/console-api/activity/activity.ts';
import { ActivityPage } from '../../core/console-api/activity/activity-requests.ts';
import { importModels } from '../import/import-models.ts';
import { nothingLeftOut } from '../import/left-out.ts';
import { deletionClient } from '../testing/clients/deletion-client.ts';
import { followEvents } from '../testing/clients/follow-events.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { runClient } from '../testing/clients/run-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
const deletions = deletionClient(ctx);

async function read(query = '', token = ctx.project.viewer.token) {
  const answer = await ctx.gateway.http('GET', `/api/activity?${query}`, { token });
  expect(answer.status).toBe(200);
  return ActivityPage.parse(answer.body);
}

/** What happened, oldest first, as kind, subject and count. */
async function told(query = ''): Promise<string[]> {
  const { activities } = await read(query);
  return activities.toReversed().map(({ kind, subject, count }) => `${kind} ${subject} ${count}`);
}

async function last(): Promise<Activity> {
  const [activity] = (await read('limit=1')).activities;
  if (!activity) throw new Error('Nothing happened.');
  return activity;
}

describe('what happens', () => {
  it('is told of versions and services, with who did it', async () => {
    const id = await ctx.registry.create('pose', '1.0.0');
    expect(await last()).toMatchObject({
      kind: 'created',
      actor: 'operator',
      subject: 'pose',
      count: 1,
      facts: { versions: ['1.0.0'] },
    });
    const service = await ctx.registry.deploy('gateway', [id]);
    await ctx.registry.call('DELETE', `/services/${service}`);
    expect(await told()).toEqual(['created pose 1', 'service-deployed gateway 1', 'service-gone gateway 1']);
    expect(await last()).toMatchObject({
      actor: 'operator',
      facts: { service_id: service, names: ['pose'] },
    });
  });

  it('is told of a call of any client: what was deleted, and what was refused with which code', async () => {
    const [first, second] = await ctx.registry.createMany('pose', 3);
    await ctx.registry.deploy('gateway', [second]);
    await ctx.registry.remove(first, true);
    const { activities } = await read('kind=deleted&kind=refused');
    const [refused, deleted] = activities;
    expect(deleted).toMatchObject({ kind: 'deleted', actor: 'operator', subject: 'pose', count: 2 });
    expect(deleted?.facts).toMatchObject({ versions: ['1.0.0', '1.0.2'], bytes: 0 });
    expect(refused).toMatchObject({ kind: 'refused', count: 1, facts: { codes: { 'ModelArts.3009': 1 } } });
    expect(refused?.facts.deletion_id).toBe(deleted?.facts.deletion_id);
  });

  it('is told of a deletion of the console once it is over, whatever calls it took', async () => {
    const { deletion, ids } = await deletions.planned(3);
    for (const id of ids) await deletions.send(deletion, id);
    expect(await told('kind=deleted')).toEqual([]);
    await deletions.api('POST', `/${deletion}/end`, { ending: 'completed' });
    expect(await told('kind=deleted')).toEqual(['deleted pose 3']);
    await deletions.api('POST', `/${deletion}/verify`);
    expect(await told('kind=deleted')).toEqual(['deleted pose 3']);
  });

  it('is not told of what was refused as a request', async () => {
    await ctx.registry.create('pose', '1.0.0');
    const again = { model_name: 'pose', model_version: '1.0.0', model_type: 'Custom', source_location: '/m' };
    expect((await ctx.registry.call('POST', '/models', again)).status).toBe(409);
    expect((await ctx.registry.call('DELETE', '/services/none')).status).toBe(404);
    expect(await told()).toEqual(['created pose 1']);
  });

  it('is told of an import once, and of settings when they are other than before', async () => {
    const row = { model_name: 'pose', model_type: 'Custom', source_location: '/m', model_size: 5 };
    const rows = ['1.0.0', '2.0.0'].map((model_version) => ({ ...row, model_version }));
    const pieces = async function* () {
      yield JSON.stringify(rows);
    };
    await importModels(ctx.gateway.store, ctx.project, pieces(), nothingLeftOut());
    expect(await last()).toMatchObject({
      kind: 'imported',
      actor: '',
      subject: 'pose',
      count: 2,
      facts: { bytes: 10 },
    });
    const set = (more_versions: number) =>
      ctx.gateway.http('PUT', '/api/settings/grace-periods', {
        token: ctx.project.operator.token,
        body: { one_version: 0, more_versions },
      });
    await set(30);
    await set(30);
    expect(await told('kind=settings-changed')).toEqual([`settings-changed ${ctx.project.project} 1`]);
  });

  it('comes to those who follow as it happens', async () => {
    const events = await followEvents(ctx.gateway.url, { 'x-auth-token': ctx.project.viewer.token });
    await events.next('nothing');
    await ctx.registry.create('pose', '1.0.0');
    expect(await events.next('activity')).toEqual({ about: 'activity' });
  });
});

describe('the list of what happened', () => {
  it('is narrowed by person, kind and name, and names everybody there is', async () => {
    const id = await ctx.registry.create('pose', '1.0.0');
    await ctx.registry.create('other', '1.0.0');
    const other = await deletions.anotherOperator();
    await ctx.gateway.http('DELETE', `/v1/${ctx.project.project_id}/models/${id}`, { token: other.token });
    expect(await told('person=other')).toEqual(['deleted pose 1']);
    expect(await told('person=other&person=operator&kind=created')).toEqual([
      'created pose 1',
      'created other 1',
    ]);
    expect(await told('name=pose')).toEqual(['created pose 1', 'deleted pose 1']);
    expect(await told('name=pose&person=operator')).toEqual(['created pose 1']);
    expect((await read()).people).toEqual(['operator', 'other']);
  });

  it('finds by each name what a deletion of many did, which is told once', async () => {
    const names = Array.from({ length: 22 }, (_, i) => `name-${10 + i}`);
    const ids = await Promise.all(names.map((name) => ctx.registry.create(name, '1.0.0')));
    await ctx.registry.create('apart', '1.0.0');
    const runs = runClient(ctx);
    const id = await runs.start(await runs.plan(names));
    await ctx.registry.deploy('gateway', ids.slice(0, 1));
    await runs.does(id, 'send-now');
    await runs.until(id, 'over');
    expect(await told('name=name-17')).toEqual(['created name-17 1', 'deleted  21']);
    expect(await told('name=name-10')).toEqual(['created name-10 1', 'deleted  21', 'refused name-10 1']);
    expect(await told('name=name-17&kind=created&person=operator')).toEqual(['created name-17 1']);
    expect(await told('name=name-17&person=viewer')).toEqual([]);
    expect(await told('name=name')).toEqual([]);
    expect(await told('name=apart')).toEqual(['created apart 1']);
    const stranger = await ctx.gateway.newProject();
    expect((await read('name=name-17', stranger.viewer.token)).activities).toEqual([]);
  });

  it('is paged without a gap or a repeat, and knows no cursor of another list', async () => {
    for (let i = 0; i < 7; i += 1) await ctx.registry.create(`name-${i}`, '1.0.0');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: ActivityPage = await read(`limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.activities.map(({ subject }) => subject));
      await ctx.registry.create(`later-${seen.length}`, '1.0.0');
      cursor = page.next_cursor;
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `name-${i}`));
    const token = ctx.project.viewer.token;
    const forged = await ctx.gateway.http('GET', '/api/activity?cursor=abc', { token });
    expect([forged.status, errorCode(forged)]).toEqual([400, 'Coppice.0005']);
  });

  it('has nothing of other projects', async () => {
    await ctx.registry.create('ours', '1.0.0');
    const stranger = await ctx.gateway.newProject();
    expect((await read('', stranger.viewer.token)).activities).toEqual([]);
  });

  it('says nothing of who signed in to those who do not administer', async () => {
    const { account, project } = ctx.project;
    const body = { account, user: 'viewer', password: 'viewer', project };
    await ctx.gateway.http('POST', '/api/session', { origin: ctx.gateway.url, body });
    expect(await read('kind=signed-in', ctx.project.operator.token)).toMatchObject({
      activities: [],
      people: [],
    });
  });
});

describe('an export', () => {
  const exported = async (query: string) => {
    const token = ctx.project.viewer.token;
    const response = await fetch(`${ctx.gateway.url}/api/activity/export?${query}`, {
      headers: { 'x-auth-token': token },
    });
    return { headers: response.headers, text: await response.text() };
  };

  it('has what the list has, as CSV for Excel and as JSON', async () => {
    await ctx.registry.create('pose', '1.0.0');
    await ctx.registry.create('other', '1.0.0');
    const csv = await exported('format=csv&name=pose');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="coppice-activity.csv"');
    const lines = csv.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^\d+,\d{4}-.*Z,created,operator,pose,1,1\.0\.0,/);
    const json = z
      .array(z.object({ subject: z.string() }))
      .parse(JSON.parse((await exported('format=json')).text));
    expect(json.map(({ subject }) => subject)).toEqual(['other', 'pose']);
  });
});
