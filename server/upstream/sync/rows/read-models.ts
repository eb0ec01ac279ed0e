import { normalId } from '../../../../core/contract/id.ts';
import { noteSummariesCurrent } from '../lease.ts';
import { recomputeSummaries } from '../recompute-summaries.ts';
import { type SyncRun, sortRows } from '../sync-run.ts';
import { paginate } from './paginate.ts';
import { writeModels } from './write-models.ts';

/** What a pass over all pages of the models saw. */
export type Pass = {
  /** The ids in normal form, also of rows that could not be read. */
  seen: Set<string>;
  /** Whether nothing speaks against having seen every row, and knowing whose it is. */
  isWhole: boolean;
};

/** New versions that are stored before they are counted: a name that has many on as many pages is then summed up once. */
const SUM_EVERY = 50_000;

/** Reads all versions of a project, and stores each page as it comes. What comes first is counted at once. */
export async function readModels(reading: SyncRun): Promise<Pass> {
  const { lease, registry } = reading;
  const seen = new Set<string>();
  const names = new Set<string>();
  let versions = 0;
  let nextSum = 1;
  let hasStrangers = false;
  const { isWhole } = await paginate(registry.models, seen, async (rows) => {
    hasStrangers ||= rows.some(({ id }) => id === undefined);
    const models = sortRows(reading, rows);
    for (const { model_name } of models) names.add(model_name);
    versions += models.length;
    reading.count({ names: names.size, versions });
    const { written, unreadable, staleNames } = await reading.write(async (trx, touched) => {
      const free = models.filter(({ model_name }) => !touched.has(model_name));
      const wrote = await writeModels(
        trx,
        lease.project_id,
        free,
        (id) => seen.has(normalId(id)),
        [],
        'later',
      );
      if (wrote.staleNames.length > 0 && reading.staleNames.size === 0)
        await noteSummariesCurrent(trx, lease, false);
      return wrote;
    });
    for (const name of staleNames) reading.staleNames.add(name);
    reading.written += written;
    reading.note(unreadable);
    if (reading.written < nextSum) return;
    await recomputeSummaries(reading);
    nextSum += SUM_EVERY;
  });
  await recomputeSummaries(reading);
  return { seen, isWhole: isWhole && !hasStrangers };
}

/** Looks at all pages once more, and stores nothing. */
export async function secondPass({ registry }: SyncRun): Promise<Pass> {
  const seen = new Set<string>();
  let hasStrangers = false;
  const { isWhole } = await paginate(registry.models, seen, async (rows) => {
    hasStrangers ||= rows.some(({ id }) => id === undefined);
  });
  return { seen, isWhole: isWhole && !hasStrangers };
}
