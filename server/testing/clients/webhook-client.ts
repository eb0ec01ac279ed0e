import { expect, vi } from 'vitest';
import * as z from 'zod';
import type { ActivityKind } from '../../../core/console-api/activity/activity.ts';
import {
  type NewWebhook,
  type Webhook,
  WebhookSecret,
  Webhooks,
  WebhookTries,
  type WebhookTry,
} from '../../../core/console-api/activity/webhooks.ts';
import { must } from '../../../core/testing/must.ts';
import { noteActivities } from '../../activity/note-activity.ts';
import { notifyChange } from '../../events/notify-change.ts';
import type { Received, WebhookReceiver } from '../fakes/webhook-receiver.ts';
import type { TestGateway, TestProject } from '../setup/start-gateway.ts';
import { verifyWebhook } from './verify-webhook.ts';

/** What a message says. */
const Payload = z.object({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.looseObject({
    project: z.object({ project_id: z.string(), project_name: z.string() }),
    subject: z.string().optional(),
  }),
});

/** The payload of a message, if it is signed with the secret: checked by other code than signed it. */
export function verified(secret: string, { body, headers }: Received) {
  return Payload.parse(verifyWebhook(secret, body, headers));
}

/** Adds webhooks to a project, has something happen in it, and reads how the webhooks fared. */
export function webhookClient({ gateway, project }: { gateway: TestGateway; project: TestProject }) {
  const ask = (method: string, path: string, body?: unknown, token = project.operator.token) =>
    gateway.http(method, `/api/webhooks${path}`, { token, ...(body !== undefined && { body }) });
  const did = async (method: string, path: string, body?: unknown) => {
    const { status, body: answer } = await ask(method, path, body);
    if (status >= 300) throw new Error(`${status}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const tries = async (id: string) => WebhookTries.parse(await did('GET', `/${id}/tries`)).tries;
  const read = async (id: string) => {
    const { webhooks } = Webhooks.parse(await did('GET', ''));
    return must(webhooks.find(({ webhook_id }) => webhook_id === id));
  };
  const eventually = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 25_000, interval: 20 });

  return {
    ask,
    did,
    tries,
    read,
    add: async (receiver: Pick<WebhookReceiver, 'url'>, changes: Partial<NewWebhook> = {}) => {
      const body = { name: 'bot', url: receiver.url, kinds: null, ...changes };
      return WebhookSecret.parse(await did('POST', '', body));
    },
    /** Something happens, and gateways are told of it, as they are of whatever changes. */
    happens: (...subjects: readonly (string | [ActivityKind, string])[]) =>
      gateway.store.transaction().execute(async (trx) => {
        const { account_id, project_id, operator } = project;
        const actor = { user_id: operator.user_id, user_name: operator.name };
        const activities = subjects.map((subject) => {
          const [kind, name] = typeof subject === 'string' ? (['created', subject] as const) : subject;
          return { account_id, project_id, kind, actor, subject: { id: name, name } };
        });
        await noteActivities(trx, activities);
        await trx.selectNoFrom(notifyChange(project_id, { about: 'mirror' })).execute();
      }),
    /** Once the tries are as expected. */
    untilTries: (id: string, expected: readonly Partial<WebhookTry>[]) =>
      eventually(async () => {
        const all = await tries(id);
        expect(all).toMatchObject(expected);
        return all;
      }),
    until: (id: string, expected: Partial<Webhook>) =>
      eventually(async () => {
        const webhook = await read(id);
        expect(webhook).toMatchObject(expected);
        return webhook;
      }),
  };
}
