import { MAX_LISTED } from '../../core/console-api/activity/activity.ts';
import { type NewActivity, noteActivities } from '../activity/note-activity.ts';
import { insertModels, type NewModel } from '../registry/models/insert-models.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { readRow } from './import-row.ts';
import { type LeftOut, noteFields, notePage, nothingLeftOut } from './left-out.ts';
import { splitRows } from './split-rows.ts';

/** The file was not imported, and nothing was changed; the message names each bad row by its line. */
export class ImportRefused extends Error {}

/** Models that are stored at a time. */
const BATCH = 500;

/** Mistakes that are told one by one; the rest are counted. */
const MAX_TOLD = 100;

/**
 * Stores the models of a file in a project, in one transaction: all of them or none. The file is a JSON array of models,
 * one model a line, or what a registry answers to those who ask for its models (`understandRow`).
 *
 * @param chunks the file's text.
 * @param left is told what the file has and models do not.
 * @returns how many were stored.
 * @throws ImportRefused naming the rows that cannot be stored; NotAnArray when the file is none of those.
 */
export async function importModels(
  store: Store,
  project: { project_id: string; account_id: string },
  chunks: AsyncIterable<string>,
  left: LeftOut = nothingLeftOut(),
): Promise<number> {
  return store.transaction().execute(async (trx) => {
    const mistakes: Mistake[] = [];
    let stored = 0;
    let bytes = 0;
    const names = new Set<string>();
    for await (const batch of batchesOf(readModels(chunks, project.account_id, { mistakes, left }))) {
      mistakes.push(...(await clashes(trx, project.project_id, batch)));
      if (mistakes.length > 0) continue;
      const models = batch.map((row) => row.model);
      await insertModels(trx, project.project_id, models);
      stored += models.length;
      for (const model of models) {
        bytes += model.model_size;
        names.add(model.model_name);
      }
    }
    if (mistakes.length > 0) throw new ImportRefused(tell(mistakes));
    if (stored > 0) await noteActivities(trx, [importOf(project, { stored, bytes, names })]);
    return stored;
  });
}

type Row = { line: number; model: NewModel };
type Mistake = { line: number; reason: string };

/** Whoever imports does so on the gateway's machine, by the command line, which knows nobody by name. */
const NOBODY = { user_id: '', user_name: '' };

function importOf(
  { project_id, account_id }: { project_id: string; account_id: string },
  { stored, bytes, names }: { stored: number; bytes: number; names: ReadonlySet<string> },
): NewActivity {
  const [only = ''] = names;
  return {
    account_id,
    project_id,
    kind: 'imported',
    actor: NOBODY,
    subject: { id: '', name: names.size === 1 ? only : '' },
    count: stored,
    facts: { bytes, name_count: names.size, names: [...names].slice(0, MAX_LISTED) },
  };
}

/** The rows that are models and are named once; what is wrong with the others is added to the mistakes. */
async function* readModels(
  chunks: AsyncIterable<string>,
  tenant: string,
  { mistakes, left }: { mistakes: Mistake[]; left: LeftOut },
): AsyncGenerator<Row> {
  const lines = new Map<string, number>();
  let listed = 0;
  for await (const { line, model, reason } of readPieces()) {
    if (!model) {
      mistakes.push({ line, reason });
      continue;
    }
    const keys = [versionOf(model), `id ${model.model_id}`];
    const twin = keys.find((key) => lines.has(key));
    if (twin === undefined) yield { line, model };
    else mistakes.push({ line, reason: `${twin} is on line ${lines.get(twin)} already` });
    for (const key of keys) if (!lines.has(key)) lines.set(key, line);
  }

  async function* readPieces() {
    for await (const { kind, line, text, list } of splitRows(chunks)) {
      if (kind === 'answer') {
        notePage(left, line, text, listed);
        listed = 0;
        continue;
      }
      if (list !== undefined) listed += 1;
      for (const read of readRow(text, list, tenant)) {
        if ('model' in read) noteFields(left, read.left);
        yield { line, model: undefined, reason: '', ...read };
      }
    }
  }
}

async function* batchesOf(rows: AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The rows whose version or id the registry has already. */
async function clashes(trx: StoreTransaction, project_id: string, rows: readonly Row[]): Promise<Mistake[]> {
  const known = await trx
    .selectFrom('models')
    .where('project_id', '=', project_id)
    .where((eb) =>
      eb.or([
        eb(
          eb.refTuple('model_name', 'model_version'),
          'in',
          rows.map(({ model }) => eb.tuple(model.model_name, model.model_version)),
        ),
        eb(
          'model_id',
          'in',
          rows.map(({ model }) => model.model_id),
        ),
      ]),
    )
    .select(['model_name', 'model_version', 'model_id'])
    .execute();
  const keys = new Set(known.flatMap((model) => [versionOf(model), `id ${model.model_id}`]));
  return rows.flatMap(({ line, model }) => {
    const clash = [versionOf(model), `id ${model.model_id}`].find((key) => keys.has(key));
    return clash === undefined ? [] : [{ line, reason: `the registry has ${clash} already` }];
  });
}

function versionOf(model: { model_name: string; model_version: string }): string {
  return `${model.model_name} ${model.model_version}`;
}

function tell(mistakes: readonly Mistake[]): string {
  const told = mistakes.toSorted((a, b) => a.line - b.line).slice(0, MAX_TOLD);
  const more = mistakes.length - told.length;
  return [
    `Nothing was imported: ${mistakes.length} ${mistakes.length === 1 ? 'row is' : 'rows are'} wrong.`,
    ...told.map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ].join('\n');
}
