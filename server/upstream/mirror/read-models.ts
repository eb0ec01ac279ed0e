import { type Reading, sortRows } from './reading.ts';
import { walkPages } from './walk-pages.ts';
import { writeModels } from './write-models.ts';

/** What a pass over all pages of the models saw. */
export type Pass = {
  /** The ids, also of rows that could not be read. */
  seen: Set<string>;
  /** Whether nothing speaks against having seen every row, and knowing whose it is. */
  isWhole: boolean;
};

/** Reads all versions of a project, and stores each page as it comes. */
export async function readModels(reading: Reading): Promise<Pass> {
  const { claim, registry } = reading;
  const seen = new Set<string>();
  const names = new Set<string>();
  let versions = 0;
  let hasStrangers = false;
  const { isWhole } = await walkPages(registry.models, seen, async (rows) => {
    hasStrangers ||= rows.some(({ id }) => id === undefined);
    const models = sortRows(reading, rows);
    for (const { model_name } of models) names.add(model_name);
    versions += models.length;
    reading.count({ names: names.size, versions });
    const { written, unreadable } = await reading.write((trx, touched) => {
      const free = models.filter(({ model_name }) => !touched.has(model_name));
      return writeModels(trx, claim.project_id, free, (id) => seen.has(id));
    });
    reading.written += written;
    reading.note(unreadable);
  });
  return { seen, isWhole: isWhole && !hasStrangers };
}

/** Looks at all pages once more, and stores nothing. */
export async function lookAgain({ registry }: Reading): Promise<Pass> {
  const seen = new Set<string>();
  let hasStrangers = false;
  const { isWhole } = await walkPages(registry.models, seen, async (rows) => {
    hasStrangers ||= rows.some(({ id }) => id === undefined);
  });
  return { seen, isWhole: isWhole && !hasStrangers };
}
