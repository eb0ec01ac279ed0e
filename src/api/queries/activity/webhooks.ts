import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';
import {
  type NewWebhook,
  type ResumeWebhook,
  WebhookSecret,
  Webhooks,
  WebhookTries,
} from '../../../../core/console-api/activity/webhooks.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { queryKeys } from '../query-keys.ts';

/** How often is looked how webhooks fare, as long as somebody looks at them. In ms. */
const LOOK_EVERY_MS = 5_000;

/** The same of their tries, which come in haste. In ms. */
const LOOK_AT_TRIES_EVERY_MS = 2_000;

/** The same while somebody waits for what comes of what they sent. In ms. */
const WAITED_FOR_MS = 700;

/** The webhooks of the project. */
export const webhooksQuery = queryOptions({
  queryKey: queryKeys.webhooks,
  queryFn: async ({ signal }) => parseAnswer(Webhooks, (await http.get('/api/webhooks', { signal })).data),
  refetchInterval: LOOK_EVERY_MS,
});

/** The last tries of a webhook, newest first; looked at more often when somebody waits for one. */
export function webhookTriesQuery(id: string, isWaited: boolean) {
  return queryOptions({
    queryKey: queryKeys.webhookTries(id),
    queryFn: async ({ signal }) => {
      const { data } = await http.get(pathOf('api', 'webhooks', id, 'tries'), { signal });
      return parseAnswer(WebhookTries, data).tries;
    },
    refetchInterval: isWaited ? WAITED_FOR_MS : LOOK_AT_TRIES_EVERY_MS,
  });
}

/** Adds a webhook. Resolves to its secret, which is not told again. */
export function useAddWebhook() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (webhook: NewWebhook) =>
      parseAnswer(WebhookSecret, (await http.post('/api/webhooks', webhook)).data),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.webhooks }),
  });
}

export function useChangeWebhook(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (change: NewWebhook) => {
      await http.put(pathOf('api', 'webhooks', id), change);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.webhooks }),
  });
}

/** Makes a new secret, and resolves to it. */
export function useNewSecret(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async () =>
      parseAnswer(WebhookSecret, (await http.post(pathOf('api', 'webhooks', id, 'secret'))).data).secret,
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.webhooks }),
  });
}

/** What is done to a webhook. */
type WebhookAct = { act: 'pause' } | ({ act: 'resume' } & ResumeWebhook) | { act: 'remove' };

export function useWebhookAct(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ act, ...body }: WebhookAct) => {
      if (act === 'remove') await http.delete(pathOf('api', 'webhooks', id));
      else await http.post(pathOf('api', 'webhooks', id, act), body);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.webhooks }),
  });
}

const Sending = z.object({ message_id: z.string() });

/** Sends a test, or what was tried once more. Resolves to the id of the message. */
export function useSendNow(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (what: 'test' | { tryId: number }) => {
      const path =
        what === 'test'
          ? pathOf('api', 'webhooks', id, 'test')
          : pathOf('api', 'webhooks', id, 'tries', String(what.tryId), 'again');
      return parseAnswer(Sending, (await http.post(path)).data).message_id;
    },
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.webhooks }),
  });
}
