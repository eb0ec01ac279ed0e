import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Rule } from '../../../core/housekeeping/rule.ts';
import { commandClient } from '../../testing/clients/command-client.ts';
import { ruleClient } from '../../testing/clients/rule-client.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
let coppice: ReturnType<typeof commandClient>;
let file: string;
beforeEach(() => {
  coppice = commandClient(ctx);
  file = join(coppice.folder, 'rules.yaml');
});

const NIGHTLIES: Rule = {
  name: 'nightlies',
  scope: { names: ['nightly-*'] },
  keep: { newest: { count: 1, by: 'version' } },
  delete: { not_in_newest: { count: 2, by: 'version' } },
  schedule: { cron: '0 3 * * MON', time_zone: 'Europe/Berlin', enabled: true },
};

describe('rules in a file', () => {
  it('come out as they go in', async () => {
    const rules = ruleClient(ctx, ctx.project.operator);
    await rules.add(NIGHTLIES);
    expect(await coppice.run(['rules', 'export', '--out', file])).toMatchObject({
      code: 0,
      err: `Wrote one rule into ${file}.\n`,
    });
    const exported = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      `${exported}  - { name: failed, scope: { names: ['*'] }, delete: { failed: true } }\n`,
    );
    const applied = await coppice.run(['rules', 'apply', file]);
    expect([applied.code, applied.out]).toEqual([0, 'added      failed\nunchanged  nightlies\n']);
    const again = await coppice.run(['rules', 'apply', '-', '--json'], {}, exported);
    expect(JSON.parse(again.out)).toEqual({ added: [], changed: [], unchanged: ['nightlies'] });
    expect((await coppice.run(['rules', 'export', '--out', file])).code).toBe(1);
    const printed = await coppice.run(['rules', 'export']);
    expect(printed.out).toContain('name: failed');
  });

  it('change nothing where there is a mistake, of which the place is told', async () => {
    writeFileSync(
      file,
      'rules:\n  - name: a\n    scope: { names: ["*"] }\n    delete: { older_than_days: soon, by: 1 }\n',
    );
    const { code, err } = await coppice.run(['rules', 'apply', file]);
    expect(code).toBe(1);
    expect(err).toBe(
      [
        `${file}:4:32: rules[0].delete.older_than_days: expected a number of days from 1 to 36500`,
        `${file}:4:38: rules[0].delete.by: "by" means nothing here; expected one or more of "failed", "not_in_newest", "older_than_days", "duplicates" and "idle_for_days"`,
        'Nothing was changed.\n',
      ].join('\n'),
    );
    expect((await coppice.run(['rules', 'export'])).out).toBe('rules: []\n');
  });
});

describe('a dry run of a rule', () => {
  it('tells what would go and what stays, each with its reason, and where it can be seen', async () => {
    await ctx.registry.createMany('nightly-pose', 4);
    await ctx.registry.createMany('release', 4);
    await ruleClient(ctx, ctx.project.operator).add(NIGHTLIES);
    const { code, out } = await coppice.run(['rules', 'dry-run', 'nightlies']);
    expect(code).toBe(0);
    expect(out).toMatch(/^nightlies would delete 2 of 4 versions\.\n/);
    expect(out).toContain('    1.0.1  not in the newest 2 of its name, by version\n');
    expect(out).toContain('  1  among the newest 1 of its name, by version\n  1  no reason to delete it\n');
    expect(out).toMatch(new RegExp(`${ctx.gateway.url}/rules/dry-runs/[\\w-]+\n$`));
    const { out: json } = await coppice.run(['rules', 'dry-run', 'nightlies', '--json']);
    expect(JSON.parse(json)).toMatchObject({
      dry_run: { sums: { delete: 2, keep: 2 }, before: { added: 0, gone: 0 } },
      names: [{ model_name: 'nightly-pose', versions: [{ decision: 'KEEP' }, {}, {}, {}] }],
    });
    expect((await ctx.registry.list()).total_count).toBe(8);
  });

  it('ends with 3 where nothing would go, and knows no rule that there is not', async () => {
    await ruleClient(ctx, ctx.project.operator).add(NIGHTLIES);
    expect((await coppice.run(['rules', 'dry-run', 'nightlies'])).code).toBe(3);
    const { code, err } = await coppice.run(['rules', 'dry-run', 'other']);
    expect([code, err]).toEqual([1, expect.stringMatching(/no rule "other" .* There is nightlies\./)]);
  });

  it.each([[[]], [['dry-run']], [['apply']], [['prune', 'x']], [['export', 'x']]])(
    'is asked for rightly, or not at all: %j',
    async (words) => {
      expect((await coppice.run(['rules', ...words])).code).toBe(2);
    },
  );
});
