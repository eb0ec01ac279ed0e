import type * as z from 'zod';
import type { Unreadable } from '../../../../core/console-api/live/sync-status.ts';
import { normalId } from '../../../../core/contract/id.ts';
import { whyUnstorable } from '../../../store/unstorable.ts';

/** A row of a remote list, known again by its key: its id in normal form or, where it has none, what there is of it. */
export type ListedRow<T> = { key: string; id: string; read: T } | UnreadableRow;

/** Its id and its name may be readable all the same. */
export type UnreadableRow = {
  key: string;
  id: string | undefined;
  name: string | undefined;
  unreadable: Unreadable;
};

/** Enough of a row to know it again. In characters. */
const MAX_SHOWN = 200;

/**
 * Reads a row by what every one must have; why it cannot be read, or not be stored, is described otherwise.
 *
 * @param schema what every row must have.
 * @param fields where its id and its name are.
 */
export function readListedRow<Fields extends { [field: string]: unknown }>(
  row: unknown,
  schema: z.ZodType<Fields>,
  fields: { id: string; name: string },
): ListedRow<Fields> {
  const unstorable = whyUnstorable(row);
  const parsed = schema.safeParse(row);
  const id = fieldOf(row, fields.id);
  if (parsed.success && unstorable === undefined && id !== undefined) {
    return { key: normalId(id), id, read: parsed.data };
  }
  const why = unstorable ?? (parsed.success ? 'has no id' : describeIssues(parsed.error));
  return {
    key: id === undefined ? showRow(row) : normalId(id),
    id,
    name: fieldOf(row, fields.name),
    unreadable: describeRow(row, why),
  };
}

/** Sorts rows into what was read and what could not be. */
export function partitionRows<T>(rows: readonly ListedRow<T>[]): { read: T[]; unreadable: Unreadable[] } {
  return {
    read: rows.flatMap((row) => ('read' in row ? [row.read] : [])),
    unreadable: rows.flatMap((row) => ('read' in row ? [] : [row.unreadable])),
  };
}

/** A row as operators are told of it where it could not be stored. */
export function describeRow(row: unknown, why: string): Unreadable {
  return { what: showRow(row).slice(0, MAX_SHOWN).toWellFormed(), why };
}

function showRow(row: unknown): string {
  return JSON.stringify(row) ?? 'nothing';
}

function fieldOf(row: unknown, field: string): string | undefined {
  const value = typeof row === 'object' && row !== null ? Reflect.get(row, field) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function describeIssues(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'row'}: ${message}`).join('; ');
}
