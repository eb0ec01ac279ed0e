import * as z from 'zod';
import { Receipt, reportReceipt } from '../../core/console-api/deletions/receipt.ts';
import type { ReportRow } from '../../core/deletion/outcome.ts';
import type { RegistryClient } from './registry-client.ts';

/** Where a receipt and the registry differ, in words; nothing is left open on a receipt that is true. */
export async function findDisagreements(registry: RegistryClient, deletionId: string): Promise<string[]> {
  const { text } = await registry.request('POST', `/api/deletions/${deletionId}/verify`);
  const receipt = Receipt.parse(JSON.parse(text));
  const { rows } = reportReceipt(receipt);
  const names = [...new Set(rows.map((row) => row.model_name))];
  const lists = await Promise.all(names.map((name) => registry.versionsOf(name)));
  const listed = new Set(lists.flat().map((model) => model.model_id));
  const told = new Set(receipt.calls.flatMap((call) => deletedIn(call.body)));
  const lies = rows.filter((row) => !isTrue(row, listed.has(row.model_id)));
  const unheard = [...told]
    .filter((id) => listed.has(id))
    .map((id) => `${id} was told as deleted, and is listed`);
  return [
    ...lies.map((row) => `${row.model_version} (${row.model_id}) is told as ${row.outcome}`),
    ...unheard,
  ];
}

function isTrue({ outcome }: ReportRow, isListed: boolean): boolean {
  switch (outcome) {
    case 'deleted':
    case 'gone':
      return !isListed;
    case 'left':
    case 'failed':
    case 'still-there':
      return isListed;
    case 'unknown':
      return false;
    default:
      return outcome satisfies never;
  }
}

const Lists = z.object({ delete_success_list: z.array(z.string()) });

function deletedIn(body: string): string[] {
  const lists = body.startsWith('{') ? Lists.safeParse(JSON.parse(body)) : undefined;
  return lists?.success ? lists.data.delete_success_list : [];
}
