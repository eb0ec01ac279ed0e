import { partsOfAge } from '../../../core/console-api/models/age-parts.ts';
import { type CreatedAge, isCreatedAge } from '../../../core/console-api/models/created-age.ts';
import { type CreatedSpan, isCreatedSpan } from '../../../core/console-api/models/list-choices.ts';
import type { ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import type { SizeSpan } from '../../../core/console-api/models/size-span.ts';
import { sizesOf } from '../../../core/console-api/models/span-sizes.ts';
import { m } from '../../messages/messages.js';
import { formatCount, formatList, formatSize, LOCALE } from '../../ui/text/format.ts';
import { formatCreated } from '../../ui/time/format-created.ts';

const UNITS = { d: 'day', w: 'week', m: 'month' } as const;

/** When something was created, in words: `in the last 90 days`, `over a year ago`, `since 1 Jun 2026`. */
export function createdWords(created: NonNullable<ModelFilters['created']>): string {
  switch (created) {
    case 'week':
      return m.created_week();
    case 'month':
      return m.created_month();
    case 'year':
      return m.created_year();
    case 'older':
      return m.created_older();
    default:
      return isSpan(created) ? formatCreated(created) : ageWords(created);
  }
}

function isSpan(created: CreatedSpan | CreatedAge): created is CreatedSpan {
  return isCreatedSpan(created);
}

function ageWords(age: CreatedAge): string {
  const { side, count, unit } = partsOfAge(age);
  const format = new Intl.NumberFormat(LOCALE, { style: 'unit', unit: UNITS[unit], unitDisplay: 'long' });
  const span = format.format(count);
  return side === 'last' ? m.list_age_last({ span }) : m.list_age_older({ span });
}

/** Between which sizes, in words: `at least 500 MB`. */
export function sizeWords(span: SizeSpan): string {
  const { least, most } = sizesOf(span);
  if (most === undefined) return m.list_size_from({ size: formatSize(least ?? 0) });
  if (least === undefined) return m.list_size_to({ size: formatSize(most) });
  return m.list_size_between({ least: formatSize(least), most: formatSize(most) });
}

/** A filter that is set beside those in the row, and what takes it away. */
export type FilterChip = { name: 'size' | 'created' | 'not_in_newest' | 'protected' | 'owner'; text: string };

/**
 * The filters that are set and have no menu of their own in the row, in words.
 *
 * @param nameOf the name of an owner; their id where it is not known.
 */
export function chipsOf(filters: ModelFilters, nameOf: (owner: string) => string): FilterChip[] {
  const { size, created, owner, not_in_newest: newest } = filters;
  const said = (label: string, value: string) => m.filter_chosen({ label, value });
  return [
    ...(size ? [{ name: 'size', text: said(m.column_size(), sizeWords(size)) } as const] : []),
    ...(created && isCreatedAge(created)
      ? [{ name: 'created', text: said(m.filter_created(), createdWords(created)) } as const]
      : []),
    ...(newest
      ? [{ name: 'not_in_newest', text: m.list_not_in_newest({ count: formatCount(newest) }) } as const]
      : []),
    ...(filters.protected ? [{ name: 'protected', text: protectedWord(filters.protected) } as const] : []),
    ...(owner
      ? [{ name: 'owner', text: said(m.field_owner(), formatList(owner.map(nameOf))) } as const]
      : []),
  ];
}

/** Whether what is meant is protected, in words. */
export function protectedWord(isIt: 'yes' | 'no'): string {
  return isIt === 'yes' ? m.list_protected_yes() : m.list_protected_no();
}
