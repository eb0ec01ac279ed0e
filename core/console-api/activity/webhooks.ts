import * as z from 'zod';
import type { ActivityKind, AUDIT_KINDS } from './activity.ts';

/** What belongs to a project: the audit of the account's people is no matter of its webhooks. */
type ProjectKind = Exclude<ActivityKind, (typeof AUDIT_KINDS)[number]>;

/** The events that a webhook can be told of, by what they are about. */
export const WEBHOOK_EVENTS = {
  models: ['created', 'imported', 'deleted', 'refused', 'contradicted', 'protected', 'protection-lifted'],
  services: ['service-deployed', 'service-gone'],
  project: [
    'settings-changed',
    'rule-added',
    'rule-changed',
    'rule-removed',
    'excluded',
    'included',
    'schedule-set',
    'proposal-made',
    'proposal-declined',
    'proposal-consented',
    'unattended-run',
    'webhook-added',
    'webhook-changed',
    'webhook-removed',
  ],
} as const satisfies Record<string, readonly ProjectKind[]>;

export const WEBHOOK_KINDS = [
  ...WEBHOOK_EVENTS.models,
  ...WEBHOOK_EVENTS.services,
  ...WEBHOOK_EVENTS.project,
] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

/** A user or password, which would be in every log on the way. */
const CREDENTIALS = /^\w+:[/\\]*[^/\\?#]*@/;

/** In characters. */
export const MAX_URL_LENGTH = 2000;

/** Source: the gateway asks more of an address, where it leads to (server/webhooks/guard). */
export const WebhookUrl = z
  .url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' })
  .max(MAX_URL_LENGTH)
  .refine((text) => !CREDENTIALS.test(text), { error: 'an address without a user or password' });

/** In characters. */
const MAX_NAME_LENGTH = 60;

export const WebhookName = z.string().trim().min(1).max(MAX_NAME_LENGTH);

/** Which events; null for all, those as well that a later Coppice has. */
const Kinds = z.array(z.enum(WEBHOOK_KINDS)).min(1).nullable();

/** Body of `POST /api/webhooks`, and of `PUT /api/webhooks/{webhook_id}`. */
export const NewWebhook = z.strictObject({ name: WebhookName, url: WebhookUrl, kinds: Kinds });
export type NewWebhook = z.infer<typeof NewWebhook>;

/**
 * Body of `POST /api/webhooks/{webhook_id}/resume`: whether it goes on with what happened `meanwhile`, or with what happens
 * from `now` on.
 */
export const ResumeWebhook = z.strictObject({ from: z.enum(['meanwhile', 'now']) });
export type ResumeWebhook = z.infer<typeof ResumeWebhook>;

/**
 * `on`, or why nothing is sent: somebody `paused` it, the receiver said that it is `gone`, nothing got through for days
 * (`failing`), or its secret cannot be read any more (`secret-lost`).
 */
export const WEBHOOK_STATES = ['on', 'paused', 'gone', 'failing', 'secret-lost'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** A webhook as it is listed. Times in ms since the epoch. */
export const Webhook = NewWebhook.extend({
  webhook_id: z.string(),
  state: z.enum(WEBHOOK_STATES),
  created_by: z.string(),
  created_at: z.number(),
  /** Since when every try failed; null when the last one did not. */
  failing_since: z.number().nullable(),
  /** Events that are still to be sent, or sent again. */
  waiting: z.number(),
  /** The last try: when, and whether it got through. */
  last: z.object({ at: z.number(), is_delivered: z.boolean() }).nullable(),
});
export type Webhook = z.infer<typeof Webhook>;

/** Answer of `GET /api/webhooks`. */
export const Webhooks = z.object({
  webhooks: z.array(Webhook),
  /** Whether this gateway may send into its own network. */
  may_send_inside: z.boolean(),
});
export type Webhooks = z.infer<typeof Webhooks>;

/** Answer of `POST /api/webhooks`, and of a new secret: the secret is told here and never again. */
export const WebhookSecret = z.object({ webhook_id: z.string(), secret: z.string() });
export type WebhookSecret = z.infer<typeof WebhookSecret>;

/**
 * Why a try failed: the address leads `inside`, cannot be found (`unresolved`) or reached (`unreachable`), its certificate
 * is not `trusted`, it took too long, pointed elsewhere (`redirect`), said nothing that is HTTP (`garbage`), answered with a
 * `status` that is no success, or that it is `gone`; `secret-lost`: there was nothing to sign with.
 */
export const TRY_PROBLEMS = [
  'inside',
  'unresolved',
  'unreachable',
  'untrusted',
  'timeout',
  'redirect',
  'garbage',
  'status',
  'gone',
  'secret-lost',
] as const;
export type TryProblem = (typeof TRY_PROBLEMS)[number];

/** How many tries of a webhook are kept. */
export const KEPT_TRIES = 50;

/** One try to send an event. Times in ms since the epoch. */
export const WebhookTry = z.object({
  try_id: z.number(),
  /** The same for each try of one event: `webhook-id`. */
  message_id: z.string(),
  /** Null for a test. */
  kind: z.enum(WEBHOOK_KINDS).nullable(),
  subject: z.string(),
  count: z.number(),
  happened_at: z.number(),
  /** 1 for the first. */
  attempt: z.number(),
  at: z.number(),
  /** How long it took, in ms. */
  took: z.number(),
  status: z.number().nullable(),
  /** Null when it was delivered. */
  problem: z.enum(TRY_PROBLEMS).nullable(),
  /** How the answer began. */
  response: z.string(),
  /** When it is tried next, of the last try of an event that is. */
  next_at: z.number().nullable(),
});
export type WebhookTry = z.infer<typeof WebhookTry>;

/** Answer of `GET /api/webhooks/{webhook_id}/tries`, newest first. */
export const WebhookTries = z.object({ tries: z.array(WebhookTry) });
