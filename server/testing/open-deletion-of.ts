import * as z from 'zod';
import { insertModels } from '../registry/insert-models.ts';
import { hostileModel } from './hostile-rows.ts';
import type { TestGateway } from './start-gateway.ts';

/** A version as a registry may have let it in, whatever its name. */
export type OddVersion = { model_id: string; model_name: string; model_version: string };

/** Stores a version past all rules for names, and opens its deletion in the name of whoever has the token. Its id. */
export async function openDeletionOf(
  { store, http }: TestGateway,
  project_id: string,
  token: string,
  version: OddVersion,
): Promise<string> {
  const { model_id } = version;
  const model = { ...hostileModel(model_id), ...version };
  await store.transaction().execute((trx) => insertModels(trx, project_id, [model]));
  const affected = [{ ...version, subscribed: false, services: [], verdict: 'delete' }];
  const calls = [{ model_id, cascade: false, covers: [model_id] }];
  const opened = await http('POST', '/api/deletions', { token, body: { plan: { affected, calls } } });
  return z.object({ deletion_id: z.string() }).parse(opened.body).deletion_id;
}
