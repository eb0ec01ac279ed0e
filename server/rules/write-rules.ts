import { randomUUID } from 'node:crypto';
import type { ActivityKind } from '../../core/console-api/activity/activity.ts';
import type { AppliedRules } from '../../core/console-api/deletions/rules.ts';
import { MAX_RULES, type Rule } from '../../core/housekeeping/rule.ts';
import { noteActivities } from '../activity/note-activity.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import { holdUnsent, writeSchedule } from '../schedules/write-schedule.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';

/** Somebody, who changes the rules of their project at a time, in ms since the epoch. */
type Change = { caller: Caller; now: number };

/**
 * Adds a rule to the caller's project.
 *
 * @throws ApiError 0005 (bad request) where a rule has its name, or there are as many as there may be.
 */
export function addRule(store: Store, caller: Caller, rule: Rule): Promise<string> {
  return store.transaction().execute((trx) => insertRule(trx, { caller, now: Date.now() }, rule));
}

/**
 * Changes a rule, its name included.
 *
 * @throws ApiError 0006 (not found), or as `addRule`.
 */
export async function changeRule(
  store: Store,
  caller: Caller,
  { rule_id, rule }: { rule_id: string; rule: Rule },
): Promise<void> {
  await store.transaction().execute(async (trx) => {
    await lockRules(trx, caller);
    const others = await idsByName(trx, caller.project_id);
    const other = others.get(rule.name);
    if (other !== undefined && other !== rule_id) throw nameTaken(rule.name);
    await updateRule(trx, { caller, now: Date.now() }, rule_id, rule);
  });
}

/**
 * Removes a rule. Its dry runs stay.
 *
 * @throws ApiError 0006 (not found) where there is no such rule.
 */
export async function removeRule(store: Store, caller: Caller, rule_id: string): Promise<void> {
  await store.transaction().execute(async (trx) => {
    const { project_id } = caller;
    await trx
      .selectFrom('rules')
      .select('rule_id')
      .where('project_id', '=', project_id)
      .where('rule_id', '=', rule_id)
      // Whoever is about to send what it found waits, or is waited for.
      .forUpdate()
      .execute();
    await holdUnsent(trx, { project_id, rule_id }, { user_name: caller.user_name, now: Date.now() });
    // What its schedule had made grows old with those that people made.
    await trx
      .updateTable('dry_runs')
      .set({ due_at: null })
      .where('project_id', '=', project_id)
      .where('rule_id', '=', rule_id)
      .execute();
    const gone = await trx
      .deleteFrom('rules')
      .where('project_id', '=', project_id)
      .where('rule_id', '=', rule_id)
      .returning('name')
      .executeTakeFirst();
    if (!gone) throw noSuchRule();
    await note(trx, { caller, now: Date.now() }, 'rule-removed', { id: rule_id, name: gone.name });
  });
}

/** Makes the rules of these names as they are here: all of it, or nothing. Rules of other names stay as they are. */
export function applyRules(store: Store, caller: Caller, rules: readonly Rule[]): Promise<AppliedRules> {
  return store.transaction().execute(async (trx) => {
    const change = { caller, now: Date.now() };
    await lockRules(trx, caller);
    const before = await trx
      .selectFrom('rules')
      .select(['rule_id', 'name', 'rule'])
      .where('project_id', '=', caller.project_id)
      .execute();
    const applied: AppliedRules = { added: [], changed: [], unchanged: [] };
    for (const rule of rules) {
      const row = before.find(({ name }) => name === rule.name);
      const fate = !row ? 'added' : isSame(row.rule, rule) ? 'unchanged' : 'changed';
      applied[fate].push(rule.name);
      if (!row) await insertRule(trx, change, rule);
      else if (fate === 'changed') await updateRule(trx, change, row.rule_id, rule);
    }
    return applied;
  });
}

export function noSuchRule(): ApiError {
  return new ApiError('Coppice.0006', 'There is no such rule.');
}

/** Who changes the rules of a project waits for whoever does so just now: names are compared, and counted. */
async function lockRules(trx: StoreTransaction, { project_id }: Caller): Promise<void> {
  await trx
    .selectFrom('projects')
    .select('project_id')
    .where('project_id', '=', project_id)
    .forNoKeyUpdate()
    .execute();
}

async function idsByName(trx: StoreTransaction, project_id: string): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('rules')
    .select(['name', 'rule_id'])
    .where('project_id', '=', project_id)
    .execute();
  return new Map(rows.map(({ name, rule_id }) => [name, rule_id]));
}

async function insertRule(trx: StoreTransaction, { caller, now }: Change, rule: Rule): Promise<string> {
  const { project_id, user_name } = caller;
  await lockRules(trx, caller);
  const others = await idsByName(trx, project_id);
  if (others.has(rule.name)) throw nameTaken(rule.name);
  if (others.size >= MAX_RULES)
    throw new ApiError('Coppice.0005', `A project can have ${MAX_RULES} rules at most.`);
  const rule_id = randomUUID();
  const by = { created_at: now, created_by: user_name, changed_at: now, changed_by: user_name };
  await trx
    .insertInto('rules')
    .values({ project_id, rule_id, name: rule.name, rule: JSON.stringify(rule), ...by })
    .execute();
  await note(trx, { caller, now }, 'rule-added', { id: rule_id, name: rule.name });
  await writeSchedule(trx, { caller, now, rule_id, before: undefined, after: rule });
  return rule_id;
}

async function updateRule(
  trx: StoreTransaction,
  { caller, now }: Change,
  rule_id: string,
  rule: Rule,
): Promise<void> {
  const { project_id, user_name } = caller;
  const before = await trx
    .selectFrom('rules')
    .select('rule')
    .where('project_id', '=', project_id)
    .where('rule_id', '=', rule_id)
    // Whoever is about to send what it found waits, or is waited for.
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw noSuchRule();
  await trx
    .updateTable('rules')
    .set({ name: rule.name, rule: JSON.stringify(rule), changed_at: now, changed_by: user_name })
    .where('project_id', '=', project_id)
    .where('rule_id', '=', rule_id)
    .execute();
  await note(trx, { caller, now }, 'rule-changed', { id: rule_id, name: rule.name });
  await writeSchedule(trx, { caller, now, rule_id, before: before.rule, after: rule });
}

function note(
  trx: StoreTransaction,
  { caller, now }: Change,
  kind: Extract<ActivityKind, `rule-${string}`>,
  subject: { id: string; name: string },
): Promise<void> {
  const { account_id, project_id, user_id, user_name } = caller;
  return noteActivities(trx, [{ account_id, project_id, kind, actor: { user_id, user_name }, subject }], now);
}

function nameTaken(name: string): ApiError {
  return new ApiError('Coppice.0005', `There is a rule called ${name} already.`);
}

/** Whether two rules say the same; the order in which they say it is that of the database for one of them. */
function isSame(one: Rule, other: Rule): boolean {
  return sortedText(one) === sortedText(other);
}

function sortedText(rule: Rule): string {
  return JSON.stringify(rule, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
