import { sql } from 'kysely';
import type { Suggestion } from '../../core/console-api/models/cleanup.ts';
import {
  type CleanupSettings,
  cutoffsOf,
  type Reason,
  reasonsFor,
  undecidedFor,
} from '../../core/housekeeping/suggest.ts';
import { dayOf, NO_DAY } from '../registry/free/free-days.ts';
import { addSums, NO_SUM, sumOfOne } from '../registry/free/free-sum.ts';
import { type FreeKind, type FreeTotal, INCOMPARABLE, totalsOfName } from '../registry/free/free-totals.ts';
import { IS_FREE } from '../registry/free/newest.ts';
import type { FreeSum } from '../store/free-tables.ts';
import type { Store } from '../store/schema.ts';
import { FACTS_COLUMNS, type FactsRow, factsOf, JOIN_NAMES } from './facts.ts';
import type { KeptOut } from './kept-out.ts';
import { readFreeTotals } from './read-totals.ts';

/** What can go, for each reason. */
export type Suggestions = Record<Reason, Suggestion>;

/** What suggestions are asked of. `now` in ms since the epoch. */
export type CleanupScope = { project_id: string; settings: CleanupSettings; keptOut: KeptOut; now: number };

/** How much can go for each reason, from sums that are kept; what is kept out is looked at, and subtracted. */
export async function readSuggestions(store: Store, scope: CleanupScope): Promise<Suggestions> {
  const [all, names, versions] = await Promise.all([
    readFreeTotals(store, scope),
    totalsOfNames(store, scope),
    suggestedAmong(store, scope),
  ]);
  const ofNames = suggestionsOf(names, scope);
  return mapReasons((reason) => minus(minus(all[reason], ofNames[reason]), versions[reason]));
}

/** What names that are kept out as a whole add to the totals. */
async function totalsOfNames(store: Store, { project_id, keptOut }: CleanupScope): Promise<FreeTotal[]> {
  if (keptOut.names.length === 0) return [];
  const [summaries, days] = await Promise.all([
    store
      .selectFrom('model_groups')
      .select(['newest', 'newest_free', 'free', 'services', 'latest_create_at', 'earliest_create_at'])
      .where('project_id', '=', project_id)
      .where(({ eb, fn, val }) => eb('model_name', '=', fn.any(val(keptOut.names))))
      .execute(),
    store
      .selectFrom('free_days')
      .select(['day', 'is_failed'])
      .select(({ fn }) => [
        fn.sum<number>('versions').as('versions'),
        fn.sum<number>('model_size').as('model_size'),
        fn.sum<number>('unsized').as('unsized'),
      ])
      .where('project_id', '=', project_id)
      .where(({ eb, fn, val }) => eb('model_name', '=', fn.any(val(keptOut.names))))
      .groupBy(['day', 'is_failed'])
      .execute(),
  ]);
  const byDay = days.flatMap(({ day: at, is_failed, ...sum }): FreeTotal[] => {
    const kinds: FreeKind[] = is_failed ? ['free', 'failed'] : ['free'];
    return kinds.map((kind) => ({ kind, span: 1, at, ...sum }));
  });
  return [...summaries.flatMap(totalsOfName).filter(({ span }) => span === 1), ...byDay];
}

/** What totals by single days come to for each reason. */
function suggestionsOf(totals: readonly FreeTotal[], { settings, now }: CleanupScope): Suggestions {
  const cutoffs = cutoffsOf(settings, now);
  const sumOf = (kind: FreeKind, isIn: (at: number) => boolean) =>
    totals
      .filter((total) => total.kind === kind && isIn(total.at))
      .reduce<FreeSum>((sum, one) => addSums(sum, one), NO_SUM);
  const between = (cutoff: number) => (at: number) => at >= 0 && at < dayOf(cutoff);
  const at = (place: number) => (other: number) => other === place;
  const told = (sum: FreeSum, unknown: FreeSum) => ({ ...sum, left_out: unknown.versions });
  const { idle } = cutoffs;
  return {
    failed: told(sumOf('failed', between(cutoffs.failed)), sumOf('failed', at(NO_DAY))),
    'not-in-newest': told(
      sumOf('place', (place) => place > settings.newest),
      sumOf('place', at(0)),
    ),
    old: told(sumOf('free', between(cutoffs.old)), sumOf('free', at(NO_DAY))),
    copy: told(sumOf('copy', at(0)), sumOf('copy', at(INCOMPARABLE))),
    idle:
      idle === undefined
        ? told(
            sumOf('idle', () => true),
            NO_SUM,
          )
        : told(sumOf('idle', between(idle)), sumOf('idle', at(NO_DAY))),
  };
}

/** What single versions that are kept out come to. */
async function suggestedAmong(
  store: Store,
  { project_id, keptOut, settings, now }: CleanupScope,
): Promise<Suggestions> {
  const sums = mapReasons(() => ({ ...NO_SUM, left_out: 0 }));
  if (keptOut.ids.length === 0) return sums;
  const { rows } = await sql<FactsRow & { model_size: number }>`
    select ${FACTS_COLUMNS}, models.model_size from models ${JOIN_NAMES}
    where models.project_id = ${project_id} and models.model_id = any (${keptOut.ids}::text[]) and ${IS_FREE}
  `.execute(store);
  for (const row of rows) {
    const facts = factsOf(row);
    for (const reason of reasonsFor(facts, settings, now))
      sums[reason] = { ...sums[reason], ...addSums(sums[reason], sumOfOne(row.model_size)) };
    for (const reason of undecidedFor(facts, settings)) sums[reason].left_out += 1;
  }
  return sums;
}

function minus(whole: Suggestion, part: Suggestion): Suggestion {
  return { ...addSums(whole, part, -1), left_out: whole.left_out - part.left_out };
}

/** A value for each reason. */
export function mapReasons<T>(act: (reason: Reason) => T): Record<Reason, T> {
  const [failed, newest, old, copy, idle] = [
    act('failed'),
    act('not-in-newest'),
    act('old'),
    act('copy'),
    act('idle'),
  ];
  return { failed, 'not-in-newest': newest, old, copy, idle };
}
