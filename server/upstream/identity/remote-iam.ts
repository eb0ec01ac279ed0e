import type * as z from 'zod';
import { ProjectsAnswer, TokenAnswer } from '../../../core/contract/iam.ts';
import type { PasswordCredentials } from '../../iam/sign-in/sign-in.ts';
import { addressOf } from '../transport/address-of.ts';
import { readJson } from '../transport/read-json.ts';
import type { Upstream, UpstreamAnswer } from '../transport/upstream.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import type { RemoteCredential } from './remote-credential.ts';

/** A token that the remote IAM issued, and what it says of it; `expires_at` in ms since the epoch. */
export type RemoteToken = { token: string; expires_at: number; about: TokenAnswer['token'] };

/**
 * Asks the remote IAM for a token; undefined when it refuses.
 *
 * @throws UpstreamError when it gives no answer that can be read.
 */
export async function requestToken(
  upstream: Upstream,
  { account, user, password, project }: PasswordCredentials,
): Promise<RemoteToken | undefined> {
  const identity = {
    methods: ['password'],
    password: { user: { name: user, password, domain: { name: account } } },
  };
  const auth = { identity, ...(project && { scope: { project } }) };
  const answer = await upstream.askIam({
    method: 'POST',
    target: addressOf(['v3', 'auth', 'tokens']),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: Buffer.from(JSON.stringify({ auth })),
  });
  if (await isRefused(answer)) return undefined;
  const token = answer.headers['x-subject-token'];
  const { token: about } = await readAs(TokenAnswer, answer);
  const expires_at = Date.parse(about.expires_at);
  if (typeof token !== 'string' || Number.isNaN(expires_at)) throw unreadable();
  return { token, expires_at, about };
}

/**
 * The projects that somebody may sign in to; undefined when the remote IAM refuses the credential.
 *
 * @throws as `requestToken` does.
 */
export async function listRemoteProjects(
  upstream: Upstream,
  credential: RemoteCredential,
): Promise<ProjectsAnswer['projects'] | undefined> {
  const target = addressOf(['v3', 'auth', 'projects']);
  const headers = { accept: 'application/json' };
  const answer = await upstream.askIam({ method: 'GET', target, headers }, credential);
  if (await isRefused(answer)) return undefined;
  const { projects } = await readAs(ProjectsAnswer, answer);
  return projects.filter((project) => project.enabled);
}

/** IAM refuses whom it does not know by 401, and a project that is not theirs by 401, 403 or 404. */
async function isRefused(answer: UpstreamAnswer): Promise<boolean> {
  const { statusCode: status } = answer;
  if (status === 200 || status === 201) return false;
  await answer.body.dump();
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return true;
  throw new UpstreamError('Coppice.0010', `The remote IAM answered with status ${status}.`);
}

async function readAs<T>(schema: z.ZodType<T>, answer: UpstreamAnswer): Promise<T> {
  const parsed = schema.safeParse(await readJson(answer));
  if (parsed.success) return parsed.data;
  throw unreadable();
}

function unreadable(): UpstreamError {
  return new UpstreamError('Coppice.0010', 'The answer of the remote IAM is not what IAM answers.');
}
