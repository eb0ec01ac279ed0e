import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isLate } from '../../core/console-api/deletions/scheduled-runs.ts';
import { Overview } from '../../core/console-api/models/overview.ts';
import { nth } from '../../core/testing/must.ts';
import { setRole } from '../iam/users/set-role.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { type RegistryClient, registryClient } from '../testing/clients/registry-client.ts';
import { runClient } from '../testing/clients/run-client.ts';
import { scheduleClient } from '../testing/clients/schedule-client.ts';
import { startGateway, type TestGateway, type TestProject } from '../testing/setup/start-gateway.ts';

let gateway: TestGateway;
let project: TestProject;
let registry: RegistryClient;
let rules: ReturnType<typeof scheduleClient>;
let runs: ReturnType<typeof runClient>;

beforeAll(async () => {
  gateway = await startGateway({ settings: { schedulesEvery: 25 } });
});
afterAll(() => gateway.close());
beforeEach(async () => {
  project = await gateway.newProject();
  registry = registryClient(gateway, project);
  rules = scheduleClient({ gateway }, project.operator);
  runs = runClient({ gateway, project });
});

const UNATTENDED = { most_versions: 10, most_bytes: 1000, quiet_minutes: 60 };

/** How many versions a name has, whoever may ask for them by now. */
const left = async (name: string) => {
  const { project_id } = project;
  const rows = await gateway.store
    .selectFrom('models')
    .select('model_id')
    .where(({ and }) => and({ project_id, model_name: name }))
    .execute();
  return rows.length;
};

const sized = (model_size: number) =>
  gateway.store
    .updateTable('models')
    .set({ model_size })
    .where('project_id', '=', project.project_id)
    .execute();

const protect = async (model_id: string) => {
  const { status } = await rules.ask('PUT', '/api/protections', { model_id, note: 'the release' });
  expect(status).toBeLessThan(300);
};

const needs = async () =>
  Overview.parse((await runs.ask('GET', '/api/overview')).body).needs.map(({ kind }) => kind);

const activities = async () => {
  const { rows } = await gateway.store
    .selectFrom('activities')
    .select(['kind', 'actor', 'count', 'facts'])
    .where('project_id', '=', project.project_id)
    .orderBy('activity_id')
    .execute()
    .then((all) => ({ rows: all.filter(({ kind }) => kind !== 'created' && kind !== 'deleted') }));
  return rows;
};

describe('a rule that is due', () => {
  it('makes a dry run, proposes what it finds, and deletes nothing', async () => {
    await registry.createMany('pose', 4);
    const { rule_id, next_run } = await rules.schedule('pose');
    expect(next_run?.operator).toBe('operator');
    expect(next_run?.at).toBeGreaterThan(Date.now());
    const due = await rules.makeDue(rule_id);
    const run = await rules.settled(rule_id);
    expect(run).toMatchObject({ due_at: due, state: 'waiting', versions: 3, why: null, deletion_id: null });
    expect(isLate(run)).toBe(false);
    const { body } = await rules.ask('GET', `/api/dry-runs/${run.dry_run_id}`);
    expect(body).toMatchObject({ due_at: due, made_by: '', sums: { delete: 3 }, rule_id });
    expect(await needs()).toEqual(['proposal']);
    expect(await left('pose')).toBe(4);
    expect((await rules.read(rule_id)).next_run?.at).toBeGreaterThan(Date.now());
    expect((await activities()).map(({ kind }) => kind)).toEqual([
      'rule-added',
      'schedule-set',
      'proposal-made',
    ]);
  });

  it('proposes nothing where there is nothing', async () => {
    await registry.createMany('pose', 1);
    const { rule_id } = await rules.schedule('pose');
    await rules.makeDue(rule_id);
    expect(await rules.settled(rule_id)).toMatchObject({ state: 'nothing', versions: 0 });
    expect(await needs()).toEqual([]);
  });

  it('is asked once after its times were missed, for the latest, and says that it is late', async () => {
    await registry.createMany('pose', 2);
    const { rule_id } = await rules.schedule('pose');
    const due = await rules.makeDue(rule_id, 3 * 60);
    const days = { next_at: due - 5 * 24 * 3_600_000 };
    await gateway.store.updateTable('rule_schedules').set(days).where('rule_id', '=', rule_id).execute();
    const run = await rules.settled(rule_id);
    expect(run.began_at - run.due_at).toBeGreaterThanOrEqual(3 * 3_600_000);
    expect(run.began_at - run.due_at).toBeLessThan(24 * 3_600_000);
    expect(isLate(run)).toBe(true);
  });

  it('replaces what it proposed before', async () => {
    await registry.createMany('pose', 3);
    const { rule_id } = await rules.schedule('pose');
    await rules.makeDue(rule_id, 2);
    await rules.settled(rule_id);
    await registry.create('pose', '9.9.9');
    await rules.makeDue(rule_id, 1);
    expect(await rules.settled(rule_id, 2)).toMatchObject({ state: 'waiting', versions: 3 });
    const { scheduled_runs } = await rules.read(rule_id);
    expect(scheduled_runs.map(({ state }) => state)).toEqual(['waiting', 'replaced']);
    expect(await needs()).toEqual(['proposal']);
  });

  it('is not asked once its schedule is off, or it is removed', async () => {
    const { rule_id, rule } = await rules.schedule('pose', { enabled: false });
    const other = await rules.schedule('hand');
    expect((await rules.read(rule_id)).next_run).toBe(null);
    expect((await rules.ask('DELETE', `/api/rules/${other.rule_id}`)).status).toBe(204);
    const on = { ...rule, schedule: { ...rule.schedule, enabled: true } };
    expect((await rules.ask('PUT', `/api/rules/${rule_id}`, { rule: on })).status).toBe(200);
    expect((await rules.read(rule_id)).next_run?.at).toBeGreaterThan(Date.now());
    const due = await gateway.store
      .selectFrom('rule_schedules')
      .select('rule_id')
      .where('project_id', '=', project.project_id)
      .execute();
    expect(due).toEqual([{ rule_id }]);
    const off = await rules.ask('PUT', `/api/rules/${rule_id}`, { rule: { ...rule, schedule: undefined } });
    expect(off.body).toMatchObject({ next_run: null });
    const kinds = (await activities()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'schedule-set')).toHaveLength(4);
  });
});

describe('a proposal', () => {
  const proposed = async () => {
    await registry.createMany('pose', 4);
    const { rule_id } = await rules.schedule('pose');
    await rules.makeDue(rule_id);
    const run = await rules.settled(rule_id);
    return { rule_id, dry_run_id: String(run.dry_run_id), id: run.scheduled_run_id };
  };

  it('is consented to by the run that is begun from its list, whose receipt names the rule and its text', async () => {
    const { rule_id, dry_run_id } = await proposed();
    const { models } = await registry.list('model_name=pose');
    const ids = new Set(models.filter((one) => one.model_version !== '1.0.3').map((one) => one.model_id));
    const plan = await runs.plan(['pose'], ids);
    const { body } = await runs.ask('POST', '/api/runs', { plan, start: 'now', dry_run_id });
    const { deletion_id } = body as { deletion_id: string };
    const receipt = await runs.until(deletion_id, 'over');
    expect(receipt.rule).toMatchObject({ rule_id, name: 'pose', dry_run_id, is_unattended: false });
    expect(receipt.rule?.yaml).toContain('name: pose\n');
    expect(receipt.rule?.yaml).toContain('schedule:\n');
    expect(receipt.rule?.due_at).not.toBe(null);
    const saved = await rules.read(rule_id);
    expect(saved.scheduled_runs).toMatchObject([
      { state: 'consented', deletion_id, decided: { user_name: 'operator', note: '' } },
    ]);
    expect(await needs()).toEqual([]);
    expect((await runs.ask('GET', '/api/deletions')).body).toMatchObject({
      deletions: [{ deletion_id, rule_name: 'pose' }],
    });
    const exported = await runs.ask('GET', `/api/deletions/${deletion_id}/export?format=csv`);
    expect(String(exported.body)).toMatch(/,pose\r\n$/);
    expect((await activities()).at(-1)).toMatchObject({
      kind: 'proposal-consented',
      actor: 'operator',
      count: 3,
    });
  });

  it('gives its rule to nothing that it did not find', async () => {
    const { rule_id, dry_run_id } = await proposed();
    const plan = await runs.plan(['pose']);
    const answer = await runs.ask('POST', '/api/runs', { plan, dry_run_id });
    expect([answer.status, errorCode(answer)]).toEqual([400, 'Coppice.0005']);
    expect((await rules.read(rule_id)).scheduled_runs).toMatchObject([{ state: 'waiting' }]);
  });

  it('is declined with a note, once, and by nobody who may not delete', async () => {
    const { rule_id, id } = await proposed();
    const path = `/api/scheduled-runs/${id}/decline`;
    const viewer = scheduleClient({ gateway }, project.viewer);
    expect((await viewer.ask('POST', path, { note: '' })).status).toBe(403);
    const note = 'wait for the release';
    expect((await rules.ask('POST', path, { note })).status).toBe(204);
    expect((await rules.ask('POST', path, { note })).status).toBe(409);
    expect((await rules.ask('POST', '/api/scheduled-runs/none/decline', {})).status).toBe(404);
    const { scheduled_runs } = await rules.read(rule_id);
    expect(scheduled_runs).toMatchObject([{ state: 'declined', decided: { user_name: 'operator', note } }]);
    expect(await needs()).toEqual([]);
    expect((await activities()).at(-1)).toMatchObject({ kind: 'proposal-declined', facts: { note } });
  });

  it('keeps its dry run as long as it waits', async () => {
    const { rule_id, dry_run_id } = await proposed();
    for (let more = 0; more < 31; more += 1) await rules.dryRun(rule_id);
    expect((await rules.ask('GET', `/api/dry-runs/${dry_run_id}`)).status).toBe(200);
  });
});

describe('a rule that deletes without a person', () => {
  const unattended = async (versions: number, caps: Partial<typeof UNATTENDED> = {}) => {
    const ids = await registry.createMany('pose', versions);
    await sized(10);
    const { rule_id, rule } = await rules.schedule('pose', { unattended: { ...UNATTENDED, ...caps } });
    return { ids, rule_id, rule };
  };
  const sent = async (rule_id: string) => {
    await rules.makeDue(rule_id);
    const { state, deletion_id } = await rules.settled(rule_id);
    expect(state).toBe('sent');
    return String(deletion_id);
  };

  const makeViewer = () => {
    const { project_id, operator } = project;
    const of = { id: project_id, name: project.project };
    return gateway.store.transaction().execute((trx) => setRole(trx, operator.user_id, of, 'viewer'));
  };

  it('begins its run after the quiet time, in the name of whoever switched it on', async () => {
    const { rule_id } = await unattended(4);
    const before = Date.now();
    const id = await sent(rule_id);
    const { run, rule, user_name } = await runs.read(id);
    expect([run?.phase, user_name]).toEqual(['scheduled', 'operator']);
    expect(run?.starts_at).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(rule).toMatchObject({ rule_id, name: 'pose', is_unattended: true });
    expect(await needs()).toEqual(['unattended']);
    expect(await left('pose')).toBe(4);
    await runs.does(id, 'send-now');
    await runs.until(id, 'over');
    expect(await left('pose')).toBe(1);
    expect((await activities()).at(-1)).toMatchObject({
      kind: 'unattended-run',
      actor: 'operator',
      count: 3,
    });
  });

  it('is cancelled within the quiet time: nothing is sent', async () => {
    const { rule_id } = await unattended(4);
    const id = await sent(rule_id);
    expect(await runs.does(id, 'stop')).toBe(204);
    expect(await runs.read(id)).toMatchObject({ ending: 'cancelled', calls: [] });
    expect([await left('pose'), await needs()]).toEqual([4, []]);
  });

  it.each([
    ['more versions than its cap', { most_versions: 2 }, 10, 'over-versions'],
    ['more bytes than its cap', { most_bytes: 29 }, 10, 'over-bytes'],
    ['versions of unknown size', {}, 0, 'unsized'],
  ])('waits for a person with %s', async (_, caps, size, why) => {
    const { rule_id } = await unattended(4, caps);
    await sized(size);
    await rules.makeDue(rule_id);
    expect(await rules.settled(rule_id)).toMatchObject({ state: 'waiting', why, deletion_id: null });
    expect(await needs()).toEqual(['proposal']);
  });

  it('waits for a person where whoever switched it on may not delete any more', async () => {
    const { rule_id } = await unattended(4);
    await makeViewer();
    const asViewer = scheduleClient({ gateway }, project.viewer);
    await asViewer.makeDue(rule_id);
    expect(await asViewer.settled(rule_id)).toMatchObject({ state: 'waiting', why: 'no-rights' });
    expect(await left('pose')).toBe(4);
  });

  it('sends nothing where they lose that in the quiet time: somebody has to take it over', async () => {
    const { rule_id } = await unattended(4);
    const id = await sent(rule_id);
    const jonas = runClient({ gateway, project }, await gateway.addUser(project, 'operator', 'jonas'));
    await makeViewer();
    await jonas.does(id, 'send-now');
    expect((await jonas.until(id, 'signed-out')).calls).toEqual([]);
    await jonas.does(id, 'take-over');
    await jonas.until(id, 'over');
    expect(await left('pose')).toBe(1);
  });

  it('leaves alone what is protected or in use by the time that it plans', async () => {
    const { rule_id, ids } = await unattended(5);
    await registry.deploy('voice', [nth(ids, 0)]);
    await protect(nth(ids, 1));
    const id = await sent(rule_id);
    const { plan } = await runs.read(id);
    expect(plan.affected.map(({ model_id }) => model_id)).toEqual([nth(ids, 2), nth(ids, 3)]);
  });

  it('waits for a consent, and keeps everything, where a version is protected in the quiet time', async () => {
    const { rule_id, ids } = await unattended(4);
    const id = await sent(rule_id);
    await protect(nth(ids, 1));
    await runs.does(id, 'send-now');
    const { calls } = await runs.until(id, 'outdated');
    expect([calls, await left('pose'), await needs()]).toEqual([[], 4, ['outdated']]);
  });

  it('waits for a consent where its rule is changed or removed in the quiet time', async () => {
    const { rule_id, rule } = await unattended(4);
    const id = await sent(rule_id);
    await rules.ask('PUT', `/api/rules/${rule_id}`, { rule: { ...rule, schedule: undefined } });
    const { run } = await runs.read(id);
    expect([run?.phase, run?.interventions]).toMatchObject(['outdated', [{ did: 'change-rule' }]]);
    expect(await needs()).toEqual(['outdated']);
    expect((await rules.ask('DELETE', `/api/rules/${rule_id}`)).status).toBe(204);
    expect(await left('pose')).toBe(4);
  });
});
