import { ReceiptSummary } from '../../core/console-api/deletions/receipts.ts';
import { Run } from '../../core/console-api/deletions/runs.ts';
import { ModelListItem } from '../../core/contract/model.ts';
import { ServiceReference } from '../../core/contract/service.ts';

/** When the first version of every name was created, and how long after it each next one. In ms. */
const FIRST_CREATED_MS = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

/** The id of a version in these tests: a UUID, as the registry's are, that tells which version it is of. */
export function idOf(name: string, place: number): string {
  const letters = [...name].map((letter) => letter.charCodeAt(0).toString(16)).join('');
  return `00000000-0000-4000-8000-${letters.slice(0, 8).padEnd(8, '0')}${String(place).padStart(4, '0')}`;
}

/**
 * Versions of one name, oldest first: `1.0.0`, `1.0.1`, … of 1 MB each.
 *
 * @param count how many.
 */
export function versionsOf(name: string, count: number): ModelListItem[] {
  return Array.from({ length: count }, (_, place) =>
    ModelListItem.parse({
      model_id: idOf(name, place),
      model_name: name,
      model_version: `1.0.${place}`,
      model_type: 'PyTorch',
      model_size: 1_000_000,
      model_status: 'published',
      create_at: FIRST_CREATED_MS + place * DAY_MS,
    }),
  );
}

/** A service that uses a version. */
export function serviceNamed(service_name: string, status = 'running'): ServiceReference {
  return ServiceReference.parse({
    service_id: `id-of-${service_name}`,
    service_name,
    status,
    infer_type: 'real-time',
  });
}

/**
 * A deletion of pose, begun by `operator` a moment ago, of 12 versions of which none is settled, as the list of runs has it.
 *
 * @param run how the gateway carries it out, where it is not as one that runs.
 */
export function aRun(run: Partial<Run>, more: Partial<ReceiptSummary> = {}): ReceiptSummary {
  return ReceiptSummary.parse({
    deletion_id: 'deletion-1',
    source: 'console',
    user_name: 'operator',
    created_at: Date.now(),
    model_names: ['pose'],
    planned: 12,
    counts: { failed: 0, 'still-there': 0, unknown: 0, left: 12, gone: 0, deleted: 0 },
    unexpected: 0,
    refusals: {},
    freed: null,
    result: 'none',
    state: 'running',
    ending: null,
    run: Run.parse({
      phase: 'running',
      operator: 'operator',
      starts_at: null,
      question: null,
      waiting: null,
      is_stopping: false,
      interventions: [],
      ...run,
    }),
    ...more,
  });
}

/** The first of some, where there must be one. */
export function first<T>(some: readonly T[]): T {
  const [one] = some;
  if (one === undefined) throw new Error('There is none.');
  return one;
}
