import * as z from 'zod';
import { ROLES } from '../../contract/roles.ts';

const Name = z.string().trim().min(1).max(64);

/** Who somebody is, by names as IAM knows them (account is the IAM domain). */
const byPassword = { account: Name, user: Name, password: z.string().min(1).max(256) };

/** Who somebody is, by an access key of the remote registry. */
const byKey = {
  access_key: z.string().trim().min(1).max(128),
  secret_key: z.string().trim().min(1).max(256),
};

/** Body of `POST /api/session`. */
export const SignInBody = z.union([
  z.strictObject({ ...byPassword, project: Name }),
  z.strictObject({ ...byKey, project: Name }),
]);
export type SignInBody = z.infer<typeof SignInBody>;

/** Body of `POST /api/session/projects`: who asks for the projects that they may sign in to. */
export const ProjectChoicesBody = z.union([z.strictObject(byPassword), z.strictObject(byKey)]);
export type ProjectChoicesBody = z.infer<typeof ProjectChoicesBody>;

/** Answer of `POST /api/session/projects`, by name. */
export const ProjectChoices = z.object({ projects: z.array(z.object({ id: z.string(), name: z.string() })) });
export type ProjectChoices = z.infer<typeof ProjectChoices>;

/** Answer of `GET /api/session` and of a sign-in; times in ms since the epoch. */
export const Session = z.object({
  user: z.object({ id: z.string(), name: z.string() }),
  account: z.object({ id: z.string(), name: z.string() }),
  project: z.object({ id: z.string(), name: z.string() }),
  role: z.enum(ROLES),
  expires_at: z.number(),
  /** Whether the registry is a remote one, of which the lists are a copy (sync-status.ts). */
  is_mirrored: z.boolean(),
  /** Where a console shows a service, with `{service_id}` for its id; null when that is not known. */
  service_url: z.string().nullable().default(null),
});
export type Session = z.infer<typeof Session>;

/** Answer of `GET /api/about`, open to everybody: what the sign-in page needs to know. */
export const About = z.object({
  version: z.string(),
  /** The host of the remote ModelArts behind this gateway; null when the registry is its own. */
  upstream: z.string().nullable(),
  /** The sample accounts, when the sample registry is loaded: their passwords are their names. */
  sample: z.object({ account: z.string(), project: z.string(), users: z.array(z.string()) }).nullable(),
});
export type About = z.infer<typeof About>;
