import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  NewWebhook,
  ResumeWebhook,
  WebhookSecret,
  Webhooks as WebhooksAnswer,
  WebhookTries,
} from '../../core/console-api/activity/webhooks.ts';
import { callerOf } from '../iam/caller.ts';
import { sendAgain, sendTest } from './ask-to-send.ts';
import {
  addWebhook,
  changeWebhook,
  pauseWebhook,
  removeWebhook,
  resumeWebhook,
  rotateSecret,
} from './change-webhook.ts';
import { listTries, listWebhooks } from './list-webhooks.ts';
import type { Webhooks } from './open-webhooks.ts';

const WebhookParams = z.object({ webhook_id: z.string().min(1).max(64) });
const TryParams = WebhookParams.extend({
  try_id: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 53 - 1),
});

const NOTHING = { 204: z.null() };
const SENDING = { 202: z.object({ message_id: z.string() }) };

/** Whoever is told of what happens can read of it, and what they answer is read here: it is for those who may delete. */
const PERMISSION = 'modelarts:model:delete';

/** Webhooks of a project: who is told of what happens in it, and how that went. */
export function webhookRoutes(context: Webhooks): FastifyPluginAsyncZod {
  return async (app) => {
    const listSchema = { summary: 'List webhooks', response: { 200: WebhooksAnswer } };
    app.get('/api/webhooks', { schema: listSchema }, async (request) => {
      const { project_id } = callerOf(request, PERMISSION);
      const webhooks = await listWebhooks(context.store, project_id);
      return { webhooks, may_send_inside: context.guard.mayGoInside };
    });

    const addSchema = { summary: 'Add a webhook', body: NewWebhook, response: { 201: WebhookSecret } };
    app.post('/api/webhooks', { schema: addSchema }, async (request, reply) => {
      const added = await addWebhook(context, callerOf(request, PERMISSION), request.body);
      return reply.code(201).send(added);
    });

    const changeSchema = {
      summary: 'Change a webhook',
      params: WebhookParams,
      body: NewWebhook,
      response: NOTHING,
    };
    app.put('/api/webhooks/:webhook_id', { schema: changeSchema }, async (request, reply) => {
      const caller = callerOf(request, PERMISSION);
      await changeWebhook(context, { caller, ...request.params }, request.body);
      return reply.code(204).send(null);
    });

    const removeSchema = { summary: 'Remove a webhook', params: WebhookParams, response: NOTHING };
    app.delete('/api/webhooks/:webhook_id', { schema: removeSchema }, async (request, reply) => {
      await removeWebhook(context, { caller: callerOf(request, PERMISSION), ...request.params });
      return reply.code(204).send(null);
    });
    await app.register(stateRoutes(context));
    await app.register(sendingRoutes(context));
  };
}

/** Whether a webhook sends, and what it signs with. */
function stateRoutes(context: Webhooks): FastifyPluginAsyncZod {
  return async (app) => {
    const pauseSchema = { summary: 'Pause a webhook', params: WebhookParams, response: NOTHING };
    app.post('/api/webhooks/:webhook_id/pause', { schema: pauseSchema }, async (request, reply) => {
      await pauseWebhook(context, { caller: callerOf(request, PERMISSION), ...request.params });
      return reply.code(204).send(null);
    });

    const resumeSchema = {
      summary: 'Have a webhook go on',
      params: WebhookParams,
      body: ResumeWebhook,
      response: NOTHING,
    };
    app.post('/api/webhooks/:webhook_id/resume', { schema: resumeSchema }, async (request, reply) => {
      const caller = callerOf(request, PERMISSION);
      await resumeWebhook(context, { caller, ...request.params }, request.body);
      return reply.code(204).send(null);
    });

    const rotateSchema = {
      summary: 'Make a new secret',
      params: WebhookParams,
      response: { 200: WebhookSecret },
    };
    app.post('/api/webhooks/:webhook_id/secret', { schema: rotateSchema }, (request) =>
      rotateSecret(context, { caller: callerOf(request, PERMISSION), ...request.params }),
    );
  };
}

/** What was sent, and what somebody wants sent. */
function sendingRoutes(context: Webhooks): FastifyPluginAsyncZod {
  return async (app) => {
    const triesSchema = {
      summary: 'List the last tries of a webhook',
      params: WebhookParams,
      response: { 200: WebhookTries },
    };
    app.get('/api/webhooks/:webhook_id/tries', { schema: triesSchema }, async (request) => {
      const { project_id } = callerOf(request, PERMISSION);
      return { tries: await listTries(context.store, { project_id, ...request.params }) };
    });

    const testSchema = { summary: 'Send a test', params: WebhookParams, response: SENDING };
    app.post('/api/webhooks/:webhook_id/test', { schema: testSchema }, async (request, reply) => {
      const caller = callerOf(request, PERMISSION);
      return reply.code(202).send(await sendTest(context, { caller, ...request.params }));
    });

    const againSchema = { summary: 'Send an event again', params: TryParams, response: SENDING };
    app.post(
      '/api/webhooks/:webhook_id/tries/:try_id/again',
      { schema: againSchema },
      async (request, reply) => {
        const caller = callerOf(request, PERMISSION);
        return reply.code(202).send(await sendAgain(context, { caller, ...request.params }));
      },
    );
  };
}
