import { MAX_AGE, partsOfAge, writeAge } from '../../../core/console-api/models/age-parts.ts';
import { type AgeSide, type AgeUnit, isCreatedAge } from '../../../core/console-api/models/created-age.ts';
import { MAX_NOT_IN_NEWEST } from '../../../core/console-api/models/list-choices.ts';
import type { ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import { isSizeSpan, parseSize } from '../../../core/console-api/models/size-span.ts';
import { sizesOf, writeSize } from '../../../core/console-api/models/span-sizes.ts';

/** The filters that have no menu of their own, as their form has them; `''` where nothing is asked. */
export type MoreDraft = {
  least: string;
  most: string;
  age: AgeSide | '';
  ageCount: string;
  ageUnit: AgeUnit;
  newest: string;
  protection: 'yes' | 'no' | '';
  owners: readonly string[];
};

/** What is not right in the form, by field. */
export type MoreTrouble = { [Field in keyof MoreDraft]?: 'size' | 'turned' | 'count' };

/** A form in which nothing is asked. */
export const NOTHING_ASKED: MoreDraft = {
  least: '',
  most: '',
  age: '',
  ageCount: '90',
  ageUnit: 'd',
  newest: '',
  protection: '',
  owners: [],
};

/** The form of the filters that are set. */
export function draftOf(filters: ModelFilters): MoreDraft {
  const { size, created, owner = [], not_in_newest: newest } = filters;
  const { least, most } = size ? sizesOf(size) : {};
  const age = created !== undefined && isCreatedAge(created) ? partsOfAge(created) : undefined;
  return {
    ...NOTHING_ASKED,
    least: least === undefined ? '' : spaced(writeSize(least)),
    most: most === undefined ? '' : spaced(writeSize(most)),
    ...(age && { age: age.side, ageCount: String(age.count), ageUnit: age.unit }),
    newest: newest === undefined ? '' : String(newest),
    protection: filters.protected ?? '',
    owners: owner,
  };
}

/** `500MB` as people write it: `500 MB`. */
function spaced(size: string): string {
  return size.replace(/(\d)(\D)/, '$1 $2');
}

type More = Pick<ModelFilters, 'size' | 'created' | 'not_in_newest' | 'protected' | 'owner'>;

/** Filters of which those that are undefined are taken away. */
export type MoreFilterChanges = { [Name in keyof More]: More[Name] | undefined };

/**
 * The filters that a form asks for, or what of it is not right. A `created` that the form does not show, as its menu or a
 * link has set it, stays.
 */
export function filtersOf(
  draft: MoreDraft,
  before: ModelFilters,
): { filters: MoreFilterChanges } | { trouble: MoreTrouble } {
  const trouble: MoreTrouble = { ...sizeTrouble(draft), ...countTrouble(draft) };
  if (Object.keys(trouble).length > 0) return { trouble };
  const kept = before.created !== undefined && !isCreatedAge(before.created) ? before.created : undefined;
  const { age, ageUnit } = draft;
  return {
    filters: {
      size: sizeIn(draft),
      created: age ? writeAge({ side: age, count: Number(draft.ageCount), unit: ageUnit }) : kept,
      not_in_newest: draft.newest === '' ? undefined : Number(draft.newest),
      protected: draft.protection || undefined,
      owner: draft.owners.length > 0 ? [...draft.owners] : undefined,
    },
  };
}

function sizeIn({ least, most }: MoreDraft): More['size'] {
  const [from, to] = [least, most].map((size) => (size.trim() === '' ? '' : writeSize(parseSize(size))));
  const span = `${from}..${to}`;
  return isSizeSpan(span) ? span : undefined;
}

function sizeTrouble({ least, most }: MoreDraft): MoreTrouble {
  const [from, to] = [least, most].map((size) => (size.trim() === '' ? undefined : parseSize(size)));
  return {
    ...(Number.isNaN(from) && { least: 'size' }),
    ...(Number.isNaN(to) && { most: 'size' }),
    ...(from !== undefined && to !== undefined && from > to && { most: 'turned' }),
  };
}

function countTrouble({ age, ageCount, newest }: MoreDraft): MoreTrouble {
  return {
    ...(age !== '' && !isCount(ageCount, MAX_AGE) && { ageCount: 'count' }),
    ...(newest !== '' && !isCount(newest, MAX_NOT_IN_NEWEST) && { newest: 'count' }),
  };
}

function isCount(text: string, most: number): boolean {
  return /^[1-9]\d*$/.test(text) && Number(text) <= most;
}
