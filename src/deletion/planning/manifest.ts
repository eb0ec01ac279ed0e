import { BYTE_ORDER_MARK, csvLine } from '../../../core/console-api/csv.ts';

/** One version with every field that the registry tells of it, as they came; `not_read` says why that is not all. */
export type ManifestEntry = Readonly<Record<string, unknown>>;

/** The fields that say what a version is, in the order of the first columns; others follow as they come. */
const FIRST = [
  'model_name',
  'model_version',
  'model_id',
  'model_type',
  'model_status',
  'model_size',
  'create_at',
  'source_location',
];

/** The manifest as CSV: a column for each field that any version has, what is no text or number as JSON. */
export function manifestAsCsv(entries: readonly ManifestEntry[]): string {
  const told = new Set(entries.flatMap((entry) => Object.keys(entry)));
  const columns = [...new Set([...FIRST.filter((field) => told.has(field)), ...told])];
  const lines = entries.map((entry) => columns.map((column) => fieldText(entry[column])));
  return BYTE_ORDER_MARK + [columns, ...lines].map(csvLine).join('');
}

/** The manifest as JSON: when it was made (ISO 8601), of which project, and the versions. */
export function manifestAsJson(project: string, madeAt: number, entries: readonly ManifestEntry[]): string {
  const made_at = new Date(madeAt).toISOString();
  return JSON.stringify({ made_at, project_id: project, models: entries }, null, 2);
}

function fieldText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
