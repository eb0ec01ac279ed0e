import * as z from 'zod';

/**
 * What the remote registry is asked with in somebody's name, in one project. Kept sealed, with the token of this gateway
 * that stands for it; never logged and never sent to a browser. Times in ms since the epoch.
 */
export const RemoteCredential = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('password'),
    project_id: z.string(),
    account: z.string(),
    user: z.string(),
    /** For another token, before the one here expires. */
    password: z.string(),
    token: z.string(),
    expires_at: z.number(),
  }),
  z.object({
    kind: z.literal('key'),
    project_id: z.string(),
    access_key: z.string(),
    secret_key: z.string(),
    /** How far the remote registry's clock is ahead of ours, where that is known to matter. In ms. */
    skew: z.number().optional(),
  }),
]);
export type RemoteCredential = z.infer<typeof RemoteCredential>;
/** A token of the remote IAM, and the password that it is renewed by. */
export type PasswordCredential = Extract<RemoteCredential, { kind: 'password' }>;
/** An access key, by which each request is signed. */
export type KeyCredential = Extract<RemoteCredential, { kind: 'key' }>;
