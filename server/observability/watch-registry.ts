import { sql } from 'kysely';
import { USES, type Use } from '../../core/console-api/models/list-choices.ts';
import { MODEL_STATUSES } from '../../core/contract/model-choices.ts';
import type { Store } from '../store/schema.ts';
import type { Metrics } from './metrics.ts';

/** A remote registry may have statuses of any words: those that the contract does not list are one. */
const STATUSES = [...MODEL_STATUSES, 'other'] as const;

/** What the uses are called, where no sentence says of what they are. */
const LABELS = { running: 'running', 'at-rest': 'at-rest', no: 'none' } as const satisfies Record<
  Use,
  string
>;
const UNKNOWN = 'unknown';

const OF_DATABASE =
  'of all projects of the database, the same at each of its gateways; before a remote registry, in the copy of it';

/** Adds how many versions there are, and their bytes, by status and use, as they are kept and not counted. */
export function watchRegistry(metrics: Metrics, store: Store, onTrouble: (error: unknown) => void): void {
  metrics.readTogether({
    helps: {
      coppice_versions: `Versions ${OF_DATABASE}.`,
      coppice_version_bytes: `Bytes of the versions ${OF_DATABASE}.`,
    },
    labels: ['status', 'use'],
    read: async () => {
      const sums = await readSums(store);
      return STATUSES.flatMap((status) =>
        [...Object.values(LABELS), UNKNOWN].map((use) => {
          const alike = sums.filter((sum) => sum.status === status && sum.use === use);
          const [coppice_versions, coppice_version_bytes] = [
            total(alike.map(({ versions }) => versions)),
            total(alike.map(({ bytes }) => bytes)),
          ];
          return { labels: { status, use }, values: { coppice_versions, coppice_version_bytes } };
        }),
      );
    },
    onTrouble,
  });
}

type Row = { status: string; use: Use; is_known: boolean; versions: number; bytes: number };

/** Of a copy whose services were not all read, only what runs for sure is told as it is kept. */
async function readSums(store: Store) {
  const { rows } = await sql<Row>`
    select status, use, is_known, sum(versions) as versions, sum(model_size) as bytes
    from (
      select substring(facet from '^status:([^\t]*)') as status, substring(facet from 'in_use:(.*)$') as use,
        project_totals.versions, model_size, mirrors.project_id is null or (
          mirrors.read_at is not null and not mirrors.unreadable @> '[{"about": "services"}]'
        ) as is_known
      from project_totals left join mirrors using (project_id)
      where facet ~ ${`^status:[^\t]*\tin_use:(${USES.join('|')})$`}
    ) as by_facet
    group by status, use, is_known
  `.execute(store);
  return rows.map(({ status, use, is_known, versions, bytes }) => ({
    status: STATUSES.find((known) => known === status) ?? 'other',
    use: is_known || use === 'running' ? LABELS[use] : UNKNOWN,
    versions,
    bytes,
  }));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
