import { OpenedDeletion } from '../../core/console-api/deletions/receipts.ts';
import type { RunStart } from '../../core/console-api/deletions/runs.ts';
import { ModelListItem } from '../../core/contract/model.ts';
import { planDeletion } from '../../core/deletion/plan-deletion.ts';
import type { RegistryClient } from './registry-client.ts';

/** When a run begins, and how many versions of each name it leaves. */
type Begin = { start?: RunStart; but?: number };

/**
 * Begins a run as another client of the gateway: all versions of some names, or all but the newest so many of each.
 * Resolves to the receipt's id.
 */
export async function beginRun(
  registry: RegistryClient,
  names: readonly string[],
  { start = 'usual', but = 0 }: Begin = {},
): Promise<string> {
  const lists = await Promise.all(names.map((name) => registry.versionsOf(name)));
  const listed = lists.flat().map((model) => ModelListItem.parse(model));
  const chosen = new Set(
    lists.flatMap((list) => list.slice(0, list.length - but)).map((model) => model.model_id),
  );
  const plan = planDeletion({ listed, chosen }, new Map(listed.map((model) => [model.model_id, []])));
  const { status, text } = await registry.request('POST', '/api/runs', { plan, start });
  if (status !== 201) throw new Error(`A run was not begun: ${status} ${text}`);
  return OpenedDeletion.parse(JSON.parse(text)).deletion_id;
}

/** Creates so many versions of a name. */
export async function createVersions(registry: RegistryClient, name: string, count: number): Promise<void> {
  for (let nth = 0; nth < count; nth += 1) await registry.createModel(name, `1.0.${nth}`);
}

/** Begins a run that asks whether to go on, as a version was added to its name since it was confirmed. */
export async function beginAsking(registry: RegistryClient, name: string): Promise<string> {
  const id = await beginRun(registry, [name]);
  await registry.createModel(name, '9.9.9');
  await registry.request('POST', `/api/runs/${id}/send-now`);
  return id;
}
