import type { Use } from '../../core/console-api/models/list-choices.ts';
import type { AgeSums } from '../../core/console-api/models/overview.ts';
import { startOfWeek } from '../registry/groups/created-weeks.ts';
import { type CreatedSums, FACETS, WEEKS_READ } from './created-sums.ts';

/** Where one age ends and the next begins, in weeks; the last one is as far back as weeks are read. */
const AGES = [4, 12, 26, 52, WEEKS_READ];

/** How many versions each age has, by use. An age begins and ends with a week, as do the days that a list is filtered by. */
export function sumAges({ recent, older, totalOf }: CreatedSums, thisWeek: number): AgeSums[] {
  const [youngest, ...others] = [0, ...AGES].map((from, place): AgeSums => {
    const to = AGES[place];
    const ofAge =
      to === undefined ? older : recent.filter(({ week }) => isBetween(thisWeek - week, from, to));
    return {
      created: spanOf(to && thisWeek - to + 1, from === 0 ? undefined : thisWeek - from + 1),
      weeks: { from, to: to ?? null },
      uses: ofEachUse((one) => sum(ofAge.filter(({ use }) => use === one))),
    };
  });
  if (!youngest) return others;
  // What says that it will be created counts as just created: that is the rest.
  const uses = ofEachUse((use) => minus(totalOf(FACETS[use]), sum(others.map((age) => age.uses[use]))));
  return [{ ...youngest, uses }, ...others];
}

function ofEachUse(sumOf: (use: Use) => Sum): Record<Use, Sum> {
  return { running: sumOf('running'), 'at-rest': sumOf('at-rest'), no: sumOf('no') };
}

function isBetween(age: number, from: number, to: number): boolean {
  return age >= from && age < to;
}

/** Days, as a list is filtered by them: from the first of one week on, before the first of another. */
export function spanOf(first: number | undefined, after: number | undefined): AgeSums['created'] {
  return `${dayOf(first)}..${dayOf(after)}`;
}

function dayOf(week: number | undefined): string {
  return week === undefined ? '' : new Date(startOfWeek(week)).toISOString().slice(0, 10);
}

type Sum = { versions: number; model_size: number };

function sum(sums: readonly Sum[]): Sum {
  const [versions, model_size] = [sums.map((one) => one.versions), sums.map((one) => one.model_size)];
  return { versions: versions.reduce(plus, 0), model_size: model_size.reduce(plus, 0) };
}

function plus(a: number, b: number): number {
  return a + b;
}

function minus(whole: Sum, part: Sum): Sum {
  return { versions: whole.versions - part.versions, model_size: whole.model_size - part.model_size };
}
