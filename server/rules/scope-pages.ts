import { type ExpressionBuilder, sql } from 'kysely';
import { protectionFinder } from '../../core/deletion/protection.ts';
import type { RuledVersion } from '../../core/housekeeping/decide-rule.ts';
import { likePattern } from '../../core/housekeeping/name-pattern.ts';
import type { Rule } from '../../core/housekeeping/rule.ts';
import { protectionsOfNames } from '../protections/read-protections.ts';
import { HAS_SOURCE } from '../registry/free/copies.ts';
import type { Database, Store } from '../store/schema.ts';

/** What a rule is asked of: a project, and whether it is known there which versions services use. */
export type RuledProject = { project_id: string; areServicesKnown: boolean };

/** How many versions are read at a time. */
const PAGE = 2000;

/** How many versions have a name that a rule covers, whatever else it asks of them. */
export async function countNamed(store: Store, project_id: string, rule: Rule): Promise<number> {
  const { count } = await store
    .selectFrom('models')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('project_id', '=', project_id)
    .where((row) => isNamed(row, rule))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * The versions whose names a rule covers, page by page: each name is on one page with all of its versions, in the order of
 * the names. In memory there is a page, and the longest name.
 */
export async function* scopePages(
  store: Store,
  { project_id, areServicesKnown }: RuledProject,
  rule: Rule,
): AsyncGenerator<RuledVersion[], void> {
  let rest: RuledVersion[] = [];
  let rows: PageRow[] = [];
  do {
    rows = await readPage(store, project_id, { rule, after: rows.at(-1) });
    const names = [...new Set(rows.map((row) => row.model_name))];
    const protectionOf = protectionFinder(await protectionsOfNames(store, project_id, names));
    const versions = [
      ...rest,
      ...rows.map((row) => ({ ...toVersion(row, areServicesKnown), protection: protectionOf(row)?.note })),
    ];
    // What begins like the last of a full page may go on with the next.
    const open = rows.length === PAGE ? versions.at(-1)?.model_name : undefined;
    const end = open === undefined ? versions.length : versions.findIndex((one) => one.model_name === open);
    rest = versions.slice(end);
    if (end > 0) yield versions.slice(0, end);
  } while (rows.length === PAGE);
}

type PageRow = Awaited<ReturnType<typeof readPage>>[number];

function readPage(
  store: Store,
  project_id: string,
  { rule, after }: { rule: Rule; after: Place | undefined },
) {
  let page = store
    .selectFrom('models')
    .select(['model_id', 'model_name', 'model_version', 'model_type', 'model_status', 'model_size'])
    .select(['description', 'create_at', 'subscription_id'])
    .select((row) => isUsed(row).as('is_used'))
    .select(isDuplicate(rule).as('isDuplicate'))
    .where('project_id', '=', project_id)
    .where((row) => isNamed(row, rule));
  if (after) {
    const { model_name, create_at, model_id } = after;
    const place = sql`(${model_name}, ${create_at}::bigint, ${model_id})`;
    page = page.where(sql<boolean>`(model_name, create_at, model_id) > ${place}`);
  }
  return page.orderBy('model_name').orderBy('create_at').orderBy('model_id').limit(PAGE).execute();
}

/** Null where its source is not known, or nobody asks: details are long, and are read for nobody else. */
function isDuplicate(rule: Rule) {
  return rule.delete.duplicates
    ? sql<boolean | null>`case when ${HAS_SOURCE} then models.is_copy end`
    : sql<boolean | null>`null::boolean`;
}

type Place = { model_name: string; create_at: number; model_id: string };

function isUsed(row: ExpressionBuilder<Database, 'models'>) {
  return row.exists(
    row
      .selectFrom('service_models')
      .select('service_models.model_id')
      .whereRef('service_models.project_id', '=', 'models.project_id')
      .whereRef('service_models.model_id', '=', 'models.model_id'),
  );
}

function isNamed(row: ExpressionBuilder<Database, 'models'>, { scope }: Rule) {
  return row.or(scope.names.map((pattern) => row('models.model_name', 'like', likePattern(pattern))));
}

function toVersion(
  { subscription_id, is_used, isDuplicate: isOne, ...row }: PageRow,
  areServicesKnown: boolean,
): RuledVersion {
  return {
    ...row,
    isDuplicate: isOne ?? undefined,
    isSubscribed: subscription_id !== null,
    services: is_used ? 1 : areServicesKnown ? 0 : undefined,
  };
}
