import { z } from 'zod';
import { fromHub, isOfHub } from './hugging-face.ts';
import { fromMlflow } from './mlflow.ts';
import { fromAnswer } from './registry-answer.ts';
import type { Understood } from './understood.ts';

const AnyRow = z.record(z.string(), z.unknown());

/** What a row has to tell at least. */
const WANTED =
  'is no model that is understood: it needs model_name, model_version, model_type and source_location ("coppice import --help" has all)';

/**
 * The models in a value of the file, whoever wrote it: a registry like this one, MLflow, or Hugging Face.
 *
 * @param list the field of an answer that the value was listed in, if it was.
 */
export function understandRow(value: unknown, list: string | undefined): Understood[] {
  if (list === 'model_versions' || list === 'registered_models') return fromMlflow(value, list);
  const row = AnyRow.safeParse(value);
  if (!row.success) return [{ reason: WANTED }];
  if ('model_name' in row.data) return [fromAnswer(row.data)];
  return [isOfHub(row.data) ? fromHub(row.data) : { reason: WANTED }];
}
