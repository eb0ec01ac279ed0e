import { beforeEach, describe, expect, it } from 'vitest';
import { DecidedNames } from '../../core/console-api/deletions/rules.ts';
import { Rule } from '../../core/housekeeping/rule.ts';
import { nth } from '../../core/testing/must.ts';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { ruleClient } from '../testing/clients/rule-client.ts';
import { callerFor } from '../testing/fixtures/caller-for.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { makeDryRun } from './make-dry-run.ts';

const ctx = setUpGateway();
let rules: ReturnType<typeof ruleClient>;
beforeEach(() => {
  rules = ruleClient(ctx, ctx.project.operator);
});

const rule = (clauses: object) =>
  Rule.parse({
    name: 'r',
    scope: { names: ['*'] },
    delete: { not_in_newest: { count: 1, by: 'version' } },
    ...clauses,
  });

const set = (values: { model_size?: number; create_at?: number; model_status?: string }, ids: string[]) =>
  ctx.gateway.store.updateTable('models').set(values).where('model_id', 'in', ids).execute();

const read = async (path: string) => (await rules.ask('GET', `/api/dry-runs/${path}`)).body;
const names = async (id: string, query = '') => DecidedNames.parse(await read(`${id}/names${query}`)).names;
const clauses = async (id: string, query = '') =>
  (await names(id, query)).map(({ model_name, versions }) => [
    model_name,
    ...versions.map(({ model_version, clause }) => `${model_version} ${clause}`).toSorted(),
  ]);

describe('a dry run', () => {
  it('says of each version whether it stays or goes and why, adds it up, and deletes nothing', async () => {
    const pose = await ctx.registry.createMany('pose', 4);
    await ctx.registry.createMany('hand', 1);
    await set({ model_size: 100 }, [nth(pose, 1)]);
    await ctx.registry.deploy('voice', [nth(pose, 0)]);
    const done = await rules.dryRun(rule({}));
    expect(done.sums).toEqual({
      scope: 5,
      keep: 3,
      delete: 2,
      bytes: 100,
      unsized: 1,
      clauses: { 'in-use': 1, 'no-reason': 2, 'not-in-newest': 2 },
    });
    expect(await clauses(done.dry_run_id)).toEqual([
      ['hand', '1.0.0 no-reason'],
      ['pose', '1.0.0 in-use', '1.0.1 not-in-newest', '1.0.2 not-in-newest', '1.0.3 no-reason'],
    ]);
    expect(await clauses(done.dry_run_id, '?show=DELETE')).toEqual([
      ['pose', '1.0.1 not-in-newest', '1.0.2 not-in-newest'],
    ]);
    expect(await clauses(done.dry_run_id, '?show=KEEP&after=hand')).toEqual([
      ['pose', '1.0.0 in-use', '1.0.3 no-reason'],
    ]);
    expect(await read(`${done.dry_run_id}/candidates`)).toEqual({
      names: [{ model_name: 'pose', model_ids: pose.slice(1, 3).toReversed() }],
    });
    expect((await ctx.registry.list()).total_count).toBe(5);
  });

  it('leaves alone what somebody protects, a version or a name, until that is over', async () => {
    const [first = ''] = await ctx.registry.createMany('pose', 3);
    await ctx.registry.createMany('hand', 2);
    await ctx.registry.createMany('old', 2);
    const { store } = ctx.gateway;
    const { project_id, operator } = ctx.project;
    const by = { user_id: operator.user_id, user_name: operator.name, created_at: 1, model_version: '' };
    const protections = [
      { model_name: 'pose', model_id: first, until: null },
      { model_name: 'hand', model_id: '', until: Date.now() + 60_000 },
      { model_name: 'old', model_id: '', until: 1 },
    ];
    for (const one of protections) {
      await store
        .insertInto('protections')
        .values({ project_id, note: 'golden', ...by, ...one })
        .execute();
    }
    const { dry_run_id } = await rules.dryRun(rule({}));
    expect(await clauses(dry_run_id)).toEqual([
      ['hand', '1.0.0 protected', '1.0.1 protected'],
      ['old', '1.0.0 not-in-newest', '1.0.1 no-reason'],
      ['pose', '1.0.0 protected', '1.0.1 not-in-newest', '1.0.2 no-reason'],
    ]);
  });

  it('finds duplicates, and the models without any use, as what can go does', async () => {
    const pose = await ctx.registry.createMany('pose', 3);
    const hand = await ctx.registry.createMany('hand', 2);
    await ctx.registry.deploy('voice', [nth(hand, 0)]);
    const long = Date.now() - 90 * 24 * 3_600_000;
    await set({ create_at: long }, [...pose, ...hand]);
    await set({ model_size: 100 }, pose.slice(0, 2));
    const { store } = ctx.gateway;
    const { project_id } = ctx.project;
    await store.transaction().execute((trx) => refreshGroups(trx, project_id, ['pose', 'hand']));

    const duplicates = await rules.dryRun(rule({ delete: { duplicates: true } }));
    expect(await clauses(duplicates.dry_run_id)).toEqual([
      ['hand', '1.0.0 in-use', '1.0.1 source-unknown'],
      ['pose', '1.0.0 duplicate', '1.0.1 no-reason', '1.0.2 source-unknown'],
    ]);
    const idle = await rules.dryRun(rule({ delete: { idle_for_days: 60 } }));
    expect(idle.sums).toMatchObject({ clauses: { 'in-use': 1, 'no-reason': 1, idle: 3 } });
    expect(await clauses(idle.dry_run_id, '?show=DELETE')).toEqual([
      ['pose', '1.0.0 idle', '1.0.1 idle', '1.0.2 idle'],
    ]);
  });

  it('is of the names that its patterns mean, where SQL means something else by them', async () => {
    await ctx.registry.createMany('a_b', 2);
    await ctx.registry.createMany('axb', 2);
    const found = async (pattern: string) => {
      const { dry_run_id } = await rules.dryRun(rule({ scope: { names: [pattern] } }));
      return (await names(dry_run_id)).map(({ model_name }) => model_name);
    };
    expect(await found('a_*')).toEqual(['a_b']);
    expect(await found('a?b')).toEqual(['a_b', 'axb']);
    expect(await found('%')).toEqual([]);
  });

  it('goes on over many pages, each name whole, and says how far it is', async () => {
    const { project_id } = ctx.project;
    const rows = ['a', 'b', 'c'].flatMap((model_name) =>
      Array.from({ length: 1500 }, (_, n) => ({
        project_id,
        model_id: `${ctx.project.project_id}-${model_name}-${n}`.slice(-64),
        model_name,
        model_version: `${n}`,
        version_rank: n,
        model_type: 'Image',
        model_status: 'published',
        model_size: 1,
        description: '',
        owner: '',
        tenant: '',
        create_at: n + 1,
        subscription_id: null,
        detail: '{}',
      })),
    );
    for (let at = 0; at < rows.length; at += 500)
      await ctx.gateway.store
        .insertInto('models')
        .values(rows.slice(at, at + 500))
        .execute();
    const events = await rules.eventsOf('/api/rules/dry-run', {
      rule: rule({ delete: { not_in_newest: { count: 1000, by: 'created' } } }),
    });
    const progress = events.filter((event) => event.event === 'progress');
    expect(progress.map(({ read: far }) => far)).toEqual([0, 1500, 3000, 4500]);
    expect(progress.at(-1)).toMatchObject({ total: 4500, keep: 3000, delete: 1500 });
    const last = events.at(-1);
    const id = last?.event === 'done' ? last.dry_run.dry_run_id : '';
    const first = DecidedNames.parse(await read(`${id}/names`));
    expect([first.names.map((one) => [one.keeps, one.deletes]), first.next]).toEqual([[[1000, 500]], 'a']);
    const csv = String(await read(`${id}/export?format=csv`));
    expect(csv.trim().split('\r\n')).toHaveLength(4501);
  });

  it('is compared with the last one of its rule, which may have said something else', async () => {
    const ids = await ctx.registry.createMany('pose', 4);
    const saved = await rules.add(rule({}));
    const first = await rules.dryRun(saved.rule_id);
    expect(first.before).toBeNull();
    await ctx.registry.remove(nth(ids, 0));
    await ctx.registry.deploy('voice', [nth(ids, 1)]);
    const other = rule({ delete: { not_in_newest: { count: 1, by: 'version' }, failed: true } });
    await set({ model_status: 'failed' }, [nth(ids, 3)]);
    await rules.ask('PUT', `/api/rules/${saved.rule_id}`, { rule: other });
    const second = await rules.dryRun(saved.rule_id);
    const { dry_run_id, made_at } = first;
    expect(second).toMatchObject({ before: { dry_run_id, made_at, added: 1, gone: 2 }, rule: other });
    expect(await clauses(second.dry_run_id, '?show=new')).toEqual([['pose', '1.0.3 failed']]);
    expect((await rules.ask('GET', '/api/rules')).body).toMatchObject({
      rules: [{ last_dry_run: { dry_run_id: second.dry_run_id, sums: { delete: 2 } } }],
    });
    // What it said then stays as it was said.
    expect(await read(first.dry_run_id)).toMatchObject({ rule: saved.rule, sums: { delete: 3 } });
  });

  it('outlives its rule, is for all of its project, and is exported', async () => {
    await ctx.registry.createMany('pose', 2);
    const { rule_id } = await rules.add(rule({}));
    const { dry_run_id } = await rules.dryRun(rule_id);
    await rules.ask('DELETE', `/api/rules/${rule_id}`);
    const viewer = ruleClient(ctx, ctx.project.viewer);
    expect((await viewer.ask('GET', `/api/dry-runs/${dry_run_id}`)).body).toMatchObject({ rule_id });
    const csv = String(await read(`${dry_run_id}/export?format=csv`));
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      'model_name,model_version,model_id,decision,clause,model_size,before',
      expect.stringMatching(/^pose,1\.0\.1,[\w-]+,KEEP,no-reason,,$/),
    ]);
    expect(await read(`${dry_run_id}/export?format=json`)).toMatchObject({
      dry_run: { dry_run_id, sums: { scope: 2 } },
      names: [{ model_name: 'pose', versions: [{ decision: 'KEEP' }, { decision: 'DELETE' }] }],
    });
  });

  it('keeps nothing where nobody listens to its end', async () => {
    await ctx.registry.createMany('pose', 2);
    const { store } = ctx.gateway;
    const caller = callerFor(ctx.project, { token_hash: '', sealed_login: null });
    const steps = makeDryRun(store, caller, { rule_id: null, rule: rule({}), copy: null });
    expect(await steps.next()).toMatchObject({ value: { event: 'progress', read: 0, total: 2 } });
    const kept = store.selectFrom('dry_runs').selectAll().where('project_id', '=', caller.project_id);
    expect(await kept.execute()).toHaveLength(1);
    await steps.return();
    expect(await kept.execute()).toEqual([]);
  });

  it('forgets the oldest of many', async () => {
    const { project_id } = ctx.project;
    const { dry_run_id } = await rules.dryRun(rule({}));
    const later = Array.from({ length: 30 }, (_, n) => ({
      project_id,
      dry_run_id: `${project_id}-${n}`,
      rule_id: null,
      rule: JSON.stringify(rule({})),
      made_at: Date.now() + n,
      made_by: 'operator',
      copy: null,
      sums: '{}',
    }));
    await ctx.gateway.store.insertInto('dry_runs').values(later).execute();
    await rules.dryRun(rule({}));
    const answer = await rules.ask('GET', `/api/dry-runs/${dry_run_id}`);
    expect([answer.status, errorCode(answer)]).toEqual([404, 'Coppice.0006']);
  });
});
