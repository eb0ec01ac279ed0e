import { randomUUID } from 'node:crypto';
import type { ActivityKind } from '../../core/console-api/activity/activity.ts';
import type { NewWebhook, ResumeWebhook, WebhookSecret } from '../../core/console-api/activity/webhooks.ts';
import { activitiesMark } from '../activity/activities-after.ts';
import { activityBy, noteActivities } from '../activity/note-activity.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import { seal } from '../iam/sealed.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { sendWaiting } from './delivery/messages.ts';
import { newWebhookSecret } from './delivery/signature.ts';
import { AddressRefused, type WebhookGuard } from './guard/webhook-guard.ts';
import type { Webhooks } from './open-webhooks.ts';
import { changeWebhookRow, lockWebhook, selectWebhook, type WebhookRow } from './webhook-row.ts';

/** Who does something to which webhook. */
export type Asked = { caller: Caller; webhook_id: string };

/** As many as a project may have: each costs a message for each event. */
const MAX_WEBHOOKS = 20;

/** For how long it is signed with the secret before as well, so that a receiver can be told of the new one. In ms. */
const OLD_SECRET_KEPT_MS = 24 * 3_600_000;

/**
 * Adds a webhook, which is told of what happens from now on.
 *
 * @throws ApiError 0020 or 0021 when its address leads inside or nowhere; 0022 when there are as many as may be.
 */
export async function addWebhook(
  { store, secret, guard }: Webhooks,
  caller: Caller,
  { name, url, kinds }: NewWebhook,
): Promise<WebhookSecret> {
  await requireUsableUrl(guard, url);
  const mark = await activitiesMark(store);
  const key = { project_id: caller.project_id, webhook_id: randomUUID() };
  const made = newWebhookSecret();
  await store.transaction().execute(async (trx) => {
    await requireRoom(trx, caller.project_id);
    await trx
      .insertInto('webhooks')
      .values({
        ...key,
        name,
        url,
        kinds: kinds && JSON.stringify(kinds),
        sealed_secret: seal(secret, made),
        state: 'on',
        created_by: caller.user_name,
        created_at: Date.now(),
        mark,
      })
      .execute();
    await note(trx, caller, 'webhook-added', { ...key, name });
  });
  return { webhook_id: key.webhook_id, secret: made };
}

/** Changes what a webhook is told of, and where; it throws as `addWebhook` does. */
export async function changeWebhook(
  { store, guard }: Webhooks,
  { caller, webhook_id }: Asked,
  { name, url, kinds }: NewWebhook,
): Promise<void> {
  const { project_id } = caller;
  const before = await selectWebhook(store, { project_id, webhook_id }).executeTakeFirst();
  if (url !== before?.url) await requireUsableUrl(guard, url);
  const columns = { name, url, kinds: kinds && JSON.stringify(kinds) };
  await changing(store, { caller, webhook_id }, (trx, row) => changeWebhookRow(trx, row, columns), name);
}

/** Stops sending: what happens meanwhile stays in the log. */
export async function pauseWebhook({ store }: Webhooks, asked: Asked): Promise<void> {
  await changing(store, asked, async (trx, row) => {
    await changeWebhookRow(trx, row, { state: 'paused' });
  });
}

/**
 * Goes on sending, with what happened meanwhile or without.
 *
 * @throws ApiError 0023 when there is nothing to sign with.
 */
export async function resumeWebhook(
  { store, queue: open, look }: Webhooks,
  asked: Asked,
  { from }: ResumeWebhook,
): Promise<void> {
  const queue = await open();
  const mark = await activitiesMark(store);
  await changing(store, asked, async (trx, row) => {
    if (row.sealed_secret === null) throw new ApiError('Coppice.0027', 'Make a new secret first.');
    await changeWebhookRow(trx, row, {
      state: 'on',
      failing_since: null,
      ...(from === 'now' && { mark }),
    });
    if (from === 'now') await dropWaiting(trx, row);
    else await sendWaiting(trx, queue, row);
  });
  look();
}

/** Makes a new secret; the one before counts for a while yet. */
export async function rotateSecret({ store, secret }: Webhooks, asked: Asked): Promise<WebhookSecret> {
  const made = newWebhookSecret();
  await changing(store, asked, async (trx, row) => {
    const { sealed_secret, state } = row;
    await changeWebhookRow(trx, row, {
      sealed_secret: seal(secret, made),
      sealed_old_secret: sealed_secret,
      old_secret_until: Date.now() + OLD_SECRET_KEPT_MS,
      // What it missed is for a person to say.
      ...(state === 'secret-lost' && { state: 'paused' }),
    });
  });
  return { webhook_id: asked.webhook_id, secret: made };
}

export async function removeWebhook({ store }: Webhooks, { caller, webhook_id }: Asked): Promise<void> {
  const { project_id } = caller;
  await store.transaction().execute(async (trx) => {
    const row = await lockWebhook(trx, { project_id, webhook_id });
    await trx
      .deleteFrom('webhooks')
      .where('project_id', '=', project_id)
      .where('webhook_id', '=', webhook_id)
      .execute();
    await note(trx, caller, 'webhook-removed', row);
  });
}

/** Changes a webhook that nobody else changes meanwhile, and notes who did. */
function changing(
  store: Store,
  { caller, webhook_id }: Asked,
  change: (trx: StoreTransaction, row: WebhookRow) => Promise<void>,
  newName?: string,
): Promise<void> {
  return store.transaction().execute(async (trx) => {
    const row = await lockWebhook(trx, { project_id: caller.project_id, webhook_id });
    await change(trx, row);
    await note(trx, caller, 'webhook-changed', { ...row, name: newName ?? row.name });
  });
}

/** Notes what was done by name alone: addresses are for operators. */
function note(
  trx: StoreTransaction,
  caller: Caller,
  kind: ActivityKind,
  { webhook_id, name }: Pick<WebhookRow, 'webhook_id' | 'name'>,
): Promise<void> {
  const subject = { id: webhook_id, name };
  return noteActivities(trx, [activityBy(caller, { kind, subject, facts: { webhook_id } })]);
}

async function requireUsableUrl(guard: WebhookGuard, url: string): Promise<void> {
  try {
    await guard.addressesOf(new URL(url).hostname);
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error;
    throw new ApiError(error.problem === 'inside' ? 'Coppice.0024' : 'Coppice.0025', error.message);
  }
}

async function requireRoom(trx: StoreTransaction, project_id: string): Promise<void> {
  // Whoever adds one at the same time waits.
  await trx
    .selectFrom('projects')
    .select('project_id')
    .where('project_id', '=', project_id)
    .forUpdate()
    .executeTakeFirst();
  const { count } = await trx
    .selectFrom('webhooks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('project_id', '=', project_id)
    .executeTakeFirstOrThrow();
  if (count >= MAX_WEBHOOKS)
    throw new ApiError('Coppice.0026', `A project has ${MAX_WEBHOOKS} webhooks at most.`);
}

async function dropWaiting(trx: StoreTransaction, { project_id, webhook_id }: WebhookRow): Promise<void> {
  await trx
    .deleteFrom('webhook_messages')
    .where('project_id', '=', project_id)
    .where('webhook_id', '=', webhook_id)
    .execute();
}
