import type { Unreadable } from '../../../../core/console-api/live/sync-status.ts';
import { normalId } from '../../../../core/contract/id.ts';
import type { NewModel } from '../../../registry/models/insert-models.ts';
import { noteSummariesCurrent, type Progress } from '../lease.ts';
import { findStaleNames, recomputeSummaries } from '../recompute-summaries.ts';
import type { RemoteRegistry } from '../remote-registry.ts';
import type { SyncRun } from '../sync-run.ts';
import { partitionRows } from './listed-row.ts';
import { paginate } from './paginate.ts';
import { type WrittenModels, writeModels } from './write-models.ts';

/** What a pass over the pages of the models saw. */
export type Pass = {
  /** The ids in normal form, also of rows that could not be read. */
  seen: ReadonlySet<string>;
  /** Whether nothing speaks against having seen every row, and knowing whose it is. */
  isWhole: boolean;
};

/** A page of versions, and the pass with it. */
type ModelsPage = Pass & {
  models: NewModel[];
  unreadable: Unreadable[];
  progress: Pick<Progress, 'names' | 'versions'>;
};

const NOTHING_SEEN: Pass = { seen: new Set(), isWhole: false };

/** New versions that are stored before they are counted: a name with versions on many pages is then recomputed once. */
const RECOMPUTE_EVERY = 50_000;

/**
 * Reads all versions of a project, and stores each page as it comes. Summaries are recomputed after the first page that
 * brings anything, now and then, and at the end: also when it comes early, so that what is stored is listed.
 *
 * @returns the pass, and how many versions were written.
 * @throws as `RemoteRegistry` does, and LeaseLost.
 */
export async function readModels(run: SyncRun): Promise<Pass & { written: number }> {
  const staleNames = await findStaleNames(run);
  let pass = NOTHING_SEEN;
  let written = 0;
  let recomputeAt = 1;
  try {
    for await (const page of modelPages(run.registry)) {
      pass = page;
      run.unstored.add(page.unreadable);
      const stored = await storePage(run, page, staleNames);
      run.unstored.add(stored.unstored);
      for (const name of stored.staleNames) staleNames.add(name);
      written += stored.written;
      if (written < recomputeAt) continue;
      await recomputeSummaries(run, staleNames);
      staleNames.clear();
      recomputeAt += RECOMPUTE_EVERY;
    }
  } finally {
    await recomputeSummaries(run, staleNames);
  }
  return { seen: pass.seen, isWhole: pass.isWhole, written };
}

/** Reads all pages once more, and stores nothing. */
export async function secondPass({ registry }: SyncRun): Promise<Pass> {
  let pass = NOTHING_SEEN;
  for await (const page of modelPages(registry)) pass = page;
  return pass;
}

/** Sorts and counts what the pages of the models have. */
async function* modelPages({ models }: RemoteRegistry): AsyncGenerator<ModelsPage, void, undefined> {
  const names = new Set<string>();
  let versions = 0;
  let hasUnidentified = false;
  for await (const { rows, seen, coverage } of paginate(models)) {
    const { read, unreadable } = partitionRows(rows);
    for (const { model_name } of read) names.add(model_name);
    versions += read.length;
    hasUnidentified ||= rows.some(({ id }) => id === undefined);
    const isWhole = coverage.isWhole && !hasUnidentified;
    yield { models: read, unreadable, seen, isWhole, progress: { names: names.size, versions } };
  }
}

/** Stores a page; the summaries do not count its new versions yet, which is noted with the first of them. */
function storePage(
  run: SyncRun,
  { models, seen, progress }: ModelsPage,
  staleBefore: ReadonlySet<string>,
): Promise<WrittenModels> {
  const { lease } = run;
  return run.write(async (trx, invalidated) => {
    const stored = await writeModels(trx, lease.project_id, {
      models: models.filter(({ model_name }) => !invalidated.has(model_name)),
      isListed: (id) => seen.has(normalId(id)),
      seen: run.seen,
      summaries: 'later',
    });
    if (stored.staleNames.length > 0 && staleBefore.size === 0) await noteSummariesCurrent(trx, lease, false);
    return stored;
  }, progress);
}
