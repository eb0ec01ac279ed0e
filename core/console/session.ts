import * as z from 'zod';
import { ROLES } from '../contract/iam.ts';

/** Body of `POST /api/session`: names as IAM knows them (account is the IAM domain). */
export const SignInBody = z.strictObject({
  account: z.string().trim().min(1).max(64),
  user: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(256),
  project: z.string().trim().min(1).max(64),
});
export type SignInBody = z.infer<typeof SignInBody>;

/** Answer of `GET /api/session` and of a sign-in; times in ms since the epoch. */
export const Session = z.object({
  user: z.object({ id: z.string(), name: z.string() }),
  account: z.object({ id: z.string(), name: z.string() }),
  project: z.object({ id: z.string(), name: z.string() }),
  role: z.enum(ROLES),
  expires_at: z.number(),
});
export type Session = z.infer<typeof Session>;

/** Answer of `GET /api/about`, open to everybody: what the sign-in page needs to know. */
export const About = z.object({
  version: z.string(),
  /** The sample accounts, when the sample registry is loaded: their passwords are their names. */
  sample: z.object({ account: z.string(), project: z.string(), users: z.array(z.string()) }).nullable(),
});
export type About = z.infer<typeof About>;
