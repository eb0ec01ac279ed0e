import type { Selectable, Updateable } from 'kysely';
import { ApiError } from '../errors.ts';
import { unseal } from '../iam/sealed.ts';
import type { Database, Store, StoreTransaction } from '../store/schema.ts';

/** Which webhook. */
export type WebhookKey = { project_id: string; webhook_id: string };

/** A webhook as it is kept. */
export type WebhookRow = Selectable<Database['webhooks']>;

/** The query of one webhook. */
export function selectWebhook(store: Store, { project_id, webhook_id }: WebhookKey) {
  return store
    .selectFrom('webhooks')
    .selectAll()
    .where('project_id', '=', project_id)
    .where('webhook_id', '=', webhook_id);
}

/**
 * A webhook, held until the transaction ends: what is done to it and its messages is done one after the other.
 *
 * @throws ApiError 0006 when there is none.
 */
export async function lockWebhook(trx: StoreTransaction, key: WebhookKey): Promise<WebhookRow> {
  const row = await selectWebhook(trx, key).forUpdate().executeTakeFirst();
  if (!row) throw new ApiError('Coppice.0006', `There is no webhook ${key.webhook_id} here.`);
  return row;
}

export async function changeWebhookRow(
  store: Store,
  { project_id, webhook_id }: WebhookKey,
  change: Updateable<Database['webhooks']>,
): Promise<void> {
  await store
    .updateTable('webhooks')
    .set(change)
    .where('project_id', '=', project_id)
    .where('webhook_id', '=', webhook_id)
    .execute();
}

/**
 * What a webhook is signed with at a time (ms since the epoch): its secret, and for a while the one before; none when the
 * first cannot be read any more.
 */
export function secretsOf(row: WebhookRow, secret: Buffer, now: number): string[] {
  const { sealed_secret, sealed_old_secret, old_secret_until } = row;
  const current = sealed_secret === null ? undefined : unseal(secret, sealed_secret);
  if (current === undefined) return [];
  const isOldValid = sealed_old_secret !== null && (old_secret_until ?? 0) > now;
  const old = isOldValid ? unseal(secret, sealed_old_secret) : undefined;
  return old === undefined ? [current] : [current, old];
}
