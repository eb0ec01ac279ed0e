import { MAX_NAME_LENGTH } from '../../../../core/console-api/models/model-group-queries.ts';

/**
 * The longest version, status or type that is kept, in characters. Like names: two of them fit in a row of an index,
 * which is a third of PostgreSQL's page at most.
 */
export const MAX_TEXT_LENGTH = MAX_NAME_LENGTH;

/** A text that a row may leave out or get wrong; then it reads as empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A status or a type: empty if it is too long for an index, and without tabs, as these join the labels of a facet. */
export function labelOf(value: unknown): string {
  const text = textOf(value).replaceAll('\t', ' ');
  return text.length > MAX_TEXT_LENGTH ? '' : text;
}

/** The largest date of JavaScript, in ms since the epoch. */
const END_OF_TIME = 8.64e15;

/** A time in ms since the epoch, also one that is written as text; what is none reads as 0. */
export function timeOf(value: unknown): number {
  const time = Math.trunc(Number(typeof value === 'string' && value !== '' ? value : (value ?? 0)));
  return typeof value !== 'object' && time >= 0 && time <= END_OF_TIME ? time : 0;
}

/** A million of these can be added up in 64 bits. In bytes. */
const MAX_ADDABLE_BYTES = 2 ** 43;

/** A size in bytes; what cannot be one reads as 0. */
export function sizeOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 && value <= MAX_ADDABLE_BYTES ? Math.round(value) : 0;
}
