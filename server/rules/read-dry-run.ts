import { MAX_PLANNED_VERSIONS } from '../../core/console-api/deletions/receipts.ts';
import type {
  Decided,
  DecidedName,
  DecidedNames,
  DecidedVersion,
  DryRun,
} from '../../core/console-api/deletions/rules.ts';
import type { MatchingVersions } from '../../core/console-api/models/model-groups.ts';
import { verdictOf } from '../../core/housekeeping/decide-rule.ts';
import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';
import { inOrder } from './read-rules.ts';

/**
 * A dry run that is over.
 *
 * @throws ApiError 0006 (not found) where there is none, or none any more.
 */
export async function readDryRun(store: Store, project_id: string, dry_run_id: string): Promise<DryRun> {
  const row = await store
    .selectFrom('dry_runs')
    .select(['dry_run_id', 'rule_id', 'rule', 'made_at', 'made_by', 'due_at', 'sums', 'copy', 'before'])
    .where('project_id', '=', project_id)
    .where('dry_run_id', '=', dry_run_id)
    .executeTakeFirst();
  if (!row?.sums) throw new ApiError('Coppice.0006', 'There is no such dry run, or it is not kept any more.');
  return { ...row, sums: row.sums, rule: inOrder(row.rule) };
}

/** A page ends with the name that makes it so many versions, or so many names. */
const VERSIONS_PER_PAGE = 500;
const NAMES_PER_PAGE = 100;

/** A page of what a dry run decided, by name. */
export async function listDecided(
  store: Store,
  { project_id, dry_run_id }: { project_id: string; dry_run_id: string },
  { show, after }: { show: Decided; after?: string | undefined },
): Promise<DecidedNames> {
  const names: DecidedName[] = [];
  let versions = 0;
  for await (const name of decidedNames(store, { project_id, dry_run_id }, { show, after })) {
    if (versions >= VERSIONS_PER_PAGE || names.length >= NAMES_PER_PAGE)
      return { names, next: names.at(-1)?.model_name ?? null };
    names.push(name);
    versions += name.versions.length;
  }
  return { names, next: null };
}

/** How many names are read at a time. */
const NAMES_AT_A_TIME = 50;

/** What a dry run decided, name by name, from the name after this one on. */
export async function* decidedNames(
  store: Store,
  { project_id, dry_run_id }: { project_id: string; dry_run_id: string },
  { show, after = '' }: { show: Decided; after?: string | undefined },
): AsyncGenerator<DecidedName, void> {
  const column = COUNTED_BY[show];
  let place = after;
  for (;;) {
    let page = store
      .selectFrom('dry_run_names')
      .select(['model_name', 'keeps', 'deletes', 'bytes', 'versions'])
      .where('project_id', '=', project_id)
      .where('dry_run_id', '=', dry_run_id)
      .where('model_name', '>', place);
    if (column) page = page.where(column, '>', 0);
    const rows = await page.orderBy('model_name').limit(NAMES_AT_A_TIME).execute();
    for (const row of rows)
      yield { ...row, versions: row.versions.filter((version) => isShown(version, show)) };
    const last = rows.at(-1);
    if (!last || rows.length < NAMES_AT_A_TIME) return;
    place = last.model_name;
  }
}

/** By which column a name is known to have any of what is shown. */
const COUNTED_BY = { all: undefined, DELETE: 'deletes', KEEP: 'keeps', new: 'added' } as const;

function isShown({ clause, was }: DecidedVersion, show: Decided): boolean {
  if (show === 'all') return true;
  const verdict = verdictOf(clause);
  return show === 'new' ? verdict === 'DELETE' && was !== 'DELETE' : verdict === show;
}

/** The versions that a dry run would delete, by name: as many as one deletion can plan. */
export async function versionsToDelete(
  store: Store,
  project_id: string,
  dry_run_id: string,
): Promise<MatchingVersions> {
  await readDryRun(store, project_id, dry_run_id);
  const names: MatchingVersions['names'] = [];
  let room = MAX_PLANNED_VERSIONS;
  for await (const { model_name, versions } of decidedNames(
    store,
    { project_id, dry_run_id },
    { show: 'DELETE' },
  )) {
    const model_ids = versions.slice(0, room).map((version) => version.model_id);
    names.push({ model_name, model_ids });
    room -= model_ids.length;
    if (room === 0) break;
  }
  return { names };
}
