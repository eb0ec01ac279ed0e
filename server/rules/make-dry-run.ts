import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type {
  DecidedVersion,
  DryRun,
  DryRunEvent,
  RuleSums,
} from '../../core/console-api/deletions/rules.ts';
import { compareVersions } from '../../core/contract/model.ts';
import {
  type Decision,
  decideRule,
  type RuledVersion,
  type RuleVerdict,
  verdictOf,
} from '../../core/housekeeping/decide-rule.ts';
import type { Rule } from '../../core/housekeeping/rule.ts';
import type { Caller } from '../iam/caller.ts';
import type { Database, Store } from '../store/schema.ts';
import { forget, forgetOld } from './forget-dry-runs.ts';
import { readDryRun } from './read-dry-run.ts';
import { countNamed, scopePages } from './scope-pages.ts';

/** A rule to be tried: one of the project, or one that is not kept (null). */
export type TriedRule = {
  rule_id: string | null;
  rule: Rule;
  copy: DryRun['copy'];
  /** When it was due by its schedule, in ms since the epoch; of those that people make there is none. */
  due_at?: number;
};

/**
 * Asks a rule of all versions of the caller's project, and keeps what it says. Memory does not grow with the registry. Who
 * stops listening ends it, and then nothing of it is kept.
 *
 * @yields how far it is, page by page, and at the end the dry run.
 */
export async function* makeDryRun(
  store: Store,
  caller: Pick<Caller, 'project_id' | 'user_name'>,
  { rule_id, rule, copy, due_at }: TriedRule,
): AsyncGenerator<DryRunEvent, void> {
  const { project_id, user_name: made_by } = caller;
  const made_at = Date.now();
  const of = { project_id, dry_run_id: randomUUID() };
  const before = await lastOf(store, project_id, rule_id);
  await store
    .insertInto('dry_runs')
    .values({
      ...of,
      rule_id,
      rule: JSON.stringify(rule),
      made_at,
      made_by,
      due_at: due_at ?? null,
      copy: copy && JSON.stringify(copy),
    })
    .execute();
  let isOver = false;
  // What is decided of a page is written while the next one is read.
  let writing = Promise.resolve();
  try {
    const total = await countNamed(store, project_id, rule);
    const tally = newTally();
    yield progressOf(tally, total);
    const project = { project_id, areServicesKnown: copy?.are_services_known ?? true };
    for await (const versions of scopePages(store, project, rule)) {
      const decisions = decideRule(rule, versions, made_at);
      const rows = await rowsOf(store, of, { decisions, before: before?.dry_run_id, tally });
      await writing;
      writing = writeRows(store, rows);
      writing.catch(() => undefined);
      tally.read += versions.length;
      yield progressOf(tally, total);
    }
    await writing;
    await finish(store, of, { sums: tally.sums, before: before && comparison(before, tally) });
    isOver = true;
    yield { event: 'done', dry_run: await readDryRun(store, project_id, of.dry_run_id) };
  } finally {
    if (!isOver) {
      await writing.catch(() => undefined);
      await forget(store, of);
    }
  }
  await forgetOld(store, project_id, made_at);
}

/** A dry run by its key. */
type Key = { project_id: string; dry_run_id: string };

/** What was counted so far; `again` are those to be deleted that were so before. */
type Tally = { read: number; sums: RuleSums; again: number };

function newTally(): Tally {
  const sums: RuleSums = { scope: 0, keep: 0, delete: 0, bytes: 0, unsized: 0, clauses: {} };
  return { read: 0, sums, again: 0 };
}

function progressOf({ read, sums }: Tally, total: number): DryRunEvent {
  return { event: 'progress', read, total: Math.max(read, total), keep: sums.keep, delete: sums.delete };
}

type Last = { dry_run_id: string; made_at: number; sums: RuleSums };

/** The last dry run of a rule. */
async function lastOf(store: Store, project_id: string, rule_id: string | null): Promise<Last | undefined> {
  if (rule_id === null) return undefined;
  return store
    .selectFrom('dry_runs')
    .select(['dry_run_id', 'made_at', 'sums'])
    .where('project_id', '=', project_id)
    .where('rule_id', '=', rule_id)
    .where('sums', 'is not', null)
    .orderBy('made_at', 'desc')
    .limit(1)
    .$narrowType<{ sums: RuleSums }>()
    .executeTakeFirst();
}

/** Of those that were to be deleted before, all that are not again are gone, whether they stay now or are no more. */
function comparison({ dry_run_id, made_at, sums }: Last, tally: Tally): DryRun['before'] {
  const { again } = tally;
  return { dry_run_id, made_at, added: tally.sums.delete - again, gone: sums.delete - again };
}

/** What was decided of a page, as rows, and counted. */
async function rowsOf(
  store: Store,
  of: Key,
  { decisions, before, tally }: { decisions: Decision[]; before: string | undefined; tally: Tally },
): Promise<Insertable<Database['dry_run_names']>[]> {
  const byName = Map.groupBy(decisions, ({ version }) => version.model_name);
  const was = await verdictsBefore(store, { ...of, dry_run_id: before }, [...byName.keys()]);
  for (const decision of decisions) count(tally, decision, was.get(decision.version.model_id));
  return [...byName].map(([model_name, ofName]) => ({ ...of, model_name, ...rowOf(ofName, was) }));
}

async function writeRows(store: Store, rows: Insertable<Database['dry_run_names']>[]): Promise<void> {
  if (rows.length > 0) await store.insertInto('dry_run_names').values(rows).execute();
}

/** What the dry run before said of the versions of these names. */
async function verdictsBefore(
  store: Store,
  { project_id, dry_run_id }: { project_id: string; dry_run_id: string | undefined },
  names: string[],
): Promise<Map<string, RuleVerdict>> {
  if (dry_run_id === undefined) return new Map();
  const rows = await store
    .selectFrom('dry_run_names')
    .select('versions')
    .where('project_id', '=', project_id)
    .where('dry_run_id', '=', dry_run_id)
    .where(({ eb, fn, val }) => eb('model_name', '=', fn.any(val(names))))
    .execute();
  return new Map(
    rows.flatMap(({ versions }) =>
      versions.map(({ model_id, clause }) => [model_id, verdictOf(clause)] as const),
    ),
  );
}

function count(tally: Tally, { version, clause, verdict }: Decision, was?: RuleVerdict): void {
  const { sums } = tally;
  sums.scope += 1;
  sums.clauses[clause] = (sums.clauses[clause] ?? 0) + 1;
  if (verdict === 'KEEP') {
    sums.keep += 1;
    return;
  }
  sums.delete += 1;
  sums.bytes += sizeOf(version);
  if (sizeOf(version) === 0) sums.unsized += 1;
  if (was === 'DELETE') tally.again += 1;
}

function rowOf(decisions: readonly Decision[], was: ReadonlyMap<string, RuleVerdict>) {
  const going = decisions.filter(({ verdict }) => verdict === 'DELETE');
  const newestFirst = decisions.toSorted((a, b) =>
    compareVersions(b.version.model_version, a.version.model_version),
  );
  const versions = newestFirst.map(
    ({ version, clause }): DecidedVersion => ({
      model_id: version.model_id,
      model_version: version.model_version,
      model_size: sizeOf(version),
      clause,
      was: was.get(version.model_id) ?? null,
    }),
  );
  return {
    keeps: decisions.length - going.length,
    deletes: going.length,
    added: going.filter(({ version }) => was.get(version.model_id) !== 'DELETE').length,
    bytes: going.reduce((sum, { version }) => sum + sizeOf(version), 0),
    versions: JSON.stringify(versions),
  };
}

function sizeOf({ model_size: size = 0 }: RuledVersion): number {
  return size;
}

async function finish(
  store: Store,
  { project_id, dry_run_id }: Key,
  { sums, before }: { sums: RuleSums; before: DryRun['before'] | undefined },
): Promise<void> {
  await store
    .updateTable('dry_runs')
    .set({ sums: JSON.stringify(sums), before: before ? JSON.stringify(before) : null })
    .where('project_id', '=', project_id)
    .where('dry_run_id', '=', dry_run_id)
    .execute();
}
