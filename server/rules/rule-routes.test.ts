import { beforeEach, describe, expect, it } from 'vitest';
import type { Rule } from '../../core/housekeeping/rule.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { ruleClient } from '../testing/clients/rule-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
let rules: ReturnType<typeof ruleClient>;
beforeEach(() => {
  rules = ruleClient(ctx, ctx.project.operator);
});

const NIGHTLIES: Rule = {
  name: 'nightlies',
  scope: { names: ['nightly-*'] },
  keep: { newest: { count: 3, by: 'version' } },
  delete: { older_than_days: 30 },
};

const activities = async () => {
  const rows = await ctx.gateway.store
    .selectFrom('activities')
    .select(['kind', 'actor', 'subject'])
    .where('project_id', '=', ctx.project.project_id)
    .where('kind', 'in', ['rule-added', 'rule-changed', 'rule-removed'])
    .orderBy('activity_id')
    .execute();
  return rows.map(({ kind, actor, subject }) => `${actor} ${kind} ${subject}`);
};

describe('a rule', () => {
  it('is added, changed, listed and removed, and each is on the record', async () => {
    const { rule_id, rule } = await rules.add(NIGHTLIES);
    expect(rule).toEqual(NIGHTLIES);
    const changed = { ...NIGHTLIES, name: 'old nightlies' };
    expect((await rules.ask('PUT', `/api/rules/${rule_id}`, { rule: changed })).status).toBe(200);
    expect((await rules.ask('GET', '/api/rules')).body).toMatchObject({
      rules: [{ rule_id, rule: changed, created_by: 'operator', last_dry_run: null }],
    });
    expect((await rules.ask('DELETE', `/api/rules/${rule_id}`)).status).toBe(204);
    expect((await rules.ask('GET', `/api/rules/${rule_id}`)).status).toBe(404);
    expect((await rules.ask('DELETE', `/api/rules/${rule_id}`)).status).toBe(404);
    expect((await rules.ask('PUT', `/api/rules/${rule_id}`, { rule: NIGHTLIES })).status).toBe(404);
    expect(await activities()).toEqual([
      'operator rule-added nightlies',
      'operator rule-changed old nightlies',
      'operator rule-removed old nightlies',
    ]);
  });

  it('has its name alone in its project', async () => {
    await rules.add(NIGHTLIES);
    const again = await rules.ask('POST', '/api/rules', { rule: NIGHTLIES });
    expect([again.status, errorCode(again)]).toEqual([400, 'Coppice.0005']);
    const other = await rules.add({ ...NIGHTLIES, name: 'other' });
    expect((await rules.ask('PUT', `/api/rules/${other.rule_id}`, { rule: NIGHTLIES })).status).toBe(400);
    const stranger = await ctx.gateway.newProject();
    expect((await ruleClient(ctx, stranger.operator).add(NIGHTLIES)).rule).toEqual(NIGHTLIES);
  });

  it('is read by a viewer, who writes none and asks for no dry run', async () => {
    const { rule_id } = await rules.add(NIGHTLIES);
    const viewer = ruleClient(ctx, ctx.project.viewer);
    expect((await viewer.ask('GET', `/api/rules/${rule_id}`)).status).toBe(200);
    const answers = await Promise.all([
      viewer.ask('POST', '/api/rules', { rule: { ...NIGHTLIES, name: 'other' } }),
      viewer.ask('PUT', `/api/rules/${rule_id}`, { rule: NIGHTLIES }),
      viewer.ask('DELETE', `/api/rules/${rule_id}`),
      viewer.ask('POST', '/api/rules/apply', { rules: [] }),
      viewer.ask('POST', '/api/rules/dry-run', { rule: NIGHTLIES }),
      viewer.ask('POST', `/api/rules/${rule_id}/dry-run`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
  });

  it.each([
    { ...NIGHTLIES, delete: {} },
    { ...NIGHTLIES, name: ' spaces ' },
    { ...NIGHTLIES, scope: { names: [] } },
    { ...NIGHTLIES, keep: { newest: 3 } },
    { ...NIGHTLIES, unattended: true },
  ])('is refused where it is none: %j', async (rule) => {
    expect((await rules.ask('POST', '/api/rules', { rule })).status).toBe(400);
  });
});

describe('a file of rules', () => {
  it('adds and changes by name, leaves alone what says the same, and what it does not name', async () => {
    await rules.add(NIGHTLIES);
    await rules.add({ ...NIGHTLIES, name: 'other' });
    const older = { ...NIGHTLIES, name: 'other', delete: { failed: true } };
    const file = [NIGHTLIES, older, { ...NIGHTLIES, name: 'fresh' }];
    const { body } = await rules.ask('POST', '/api/rules/apply', { rules: file });
    expect(body).toEqual({ added: ['fresh'], changed: ['other'], unchanged: ['nightlies'] });
    const again = await rules.ask('POST', '/api/rules/apply', { rules: file });
    expect(again.body).toEqual({ added: [], changed: [], unchanged: ['nightlies', 'other', 'fresh'] });
    expect(await activities()).toHaveLength(4);
  });

  it('is applied whole or not at all', async () => {
    const twice = await rules.ask('POST', '/api/rules/apply', { rules: [NIGHTLIES, NIGHTLIES] });
    expect(twice.status).toBe(400);
    expect((await rules.ask('GET', '/api/rules')).body).toEqual({ rules: [] });
  });
});
