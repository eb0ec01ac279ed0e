import { BYTE_ORDER_MARK, csvLine } from '../../core/console-api/csv.ts';
import type { DryRun } from '../../core/console-api/deletions/rules.ts';
import { verdictOf } from '../../core/housekeeping/decide-rule.ts';
import type { Store } from '../store/schema.ts';
import { decidedNames } from './read-dry-run.ts';

const COLUMNS = ['model_name', 'model_version', 'model_id', 'decision', 'clause', 'model_size', 'before'];

/** Streams what a dry run decided of each version as CSV. */
export async function* dryRunAsCsv(
  store: Store,
  project_id: string,
  { dry_run_id }: DryRun,
): AsyncGenerator<string, void> {
  yield BYTE_ORDER_MARK;
  yield csvLine(COLUMNS);
  for await (const { model_name, versions } of decidedNames(
    store,
    { project_id, dry_run_id },
    { show: 'all' },
  )) {
    const lines = versions.map(({ model_id, model_version, model_size, clause, was }) => {
      const size = model_size === 0 ? '' : String(model_size);
      return csvLine([model_name, model_version, model_id, verdictOf(clause), clause, size, was ?? '']);
    });
    yield lines.join('');
  }
}

/** Streams a dry run, and what it decided of each version, as one JSON object. */
export async function* dryRunAsJson(
  store: Store,
  project_id: string,
  dryRun: DryRun,
): AsyncGenerator<string, void> {
  const { dry_run_id } = dryRun;
  yield `{"dry_run":${JSON.stringify(dryRun)},"names":[`;
  let before = '\n';
  for await (const { model_name, versions } of decidedNames(
    store,
    { project_id, dry_run_id },
    { show: 'all' },
  )) {
    const decided = versions.map((version) => ({ ...version, decision: verdictOf(version.clause) }));
    yield `${before}${JSON.stringify({ model_name, versions: decided })}`;
    before = ',\n';
  }
  yield '\n]}\n';
}
