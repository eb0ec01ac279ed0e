import { UsageError } from '../../config.ts';
import type { KeyPair } from '../../iam/signature/signature.ts';

/** What a command is let in by: a token for a project, or an access key that each request is signed with. */
export type Credentials = { token: string } | { key: KeyPair };

/** Which gateway a command works through, as whom, and in which project. */
export type GatewaySettings = {
  /** Without a slash at its end. */
  gateway: string;
  credentials: Credentials;
  /** The id or the name of a project; undefined to take the only one. */
  project: string | undefined;
};

/** The flags that say where to, in the form of `parseArgs` options. Credentials have none: others see a command line. */
export const GATEWAY_FLAGS = { gateway: { type: 'string' }, project: { type: 'string' } } as const;

/**
 * Reads where to and as whom; a flag wins over its variable, and an empty variable counts as absent.
 *
 * @throws UsageError when something is missing, or contradicts.
 */
export function readGatewaySettings(
  flags: { gateway?: string | undefined; project?: string | undefined },
  env: Record<string, string | undefined>,
): GatewaySettings {
  const project = flags.project ?? (env['COPPICE_PROJECT'] || undefined);
  if (project?.trim() === '')
    throw new UsageError('--project is empty: write the id or the name of a project.');
  return { gateway: gatewayIn(flags, env), credentials: credentialsIn(env), project };
}

function gatewayIn(flags: { gateway?: string | undefined }, env: Record<string, string | undefined>): string {
  const given = flags.gateway ?? env['COPPICE_GATEWAY'] ?? '';
  if (given === '' && flags.gateway === undefined)
    throw new UsageError('Say where the gateway is: --gateway URL, or COPPICE_GATEWAY.');
  const url = URL.parse(given);
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.search + url.hash === '';
  if (!isPlain || url.username + url.password !== '')
    throw new UsageError(
      'The gateway has to be an address like https://coppice.example.com, without a user, a password or a query.',
    );
  return url.href.replace(/\/+$/, '');
}

function credentialsIn(env: Record<string, string | undefined>): Credentials {
  const { COPPICE_TOKEN: token, COPPICE_ACCESS_KEY: access_key, COPPICE_SECRET_KEY: secret_key } = env;
  if (token && (access_key || secret_key))
    throw new UsageError('Set COPPICE_TOKEN, or COPPICE_ACCESS_KEY and COPPICE_SECRET_KEY, but not both.');
  if (token) {
    // A header takes nothing else; a line break at the end is what is left of reading a file.
    if (!/^[\x21-\x7e]+$/.test(token.trim())) throw new UsageError('COPPICE_TOKEN is no token.');
    return { token: token.trim() };
  }
  if (access_key && secret_key)
    return { key: { access_key: access_key.trim(), secret_key: secret_key.trim() } };
  if (access_key || secret_key)
    throw new UsageError(`${access_key ? 'COPPICE_SECRET_KEY' : 'COPPICE_ACCESS_KEY'} is missing.`);
  throw new UsageError(
    'Say who you are: set COPPICE_TOKEN, or COPPICE_ACCESS_KEY and COPPICE_SECRET_KEY ("coppice key add" makes them).',
  );
}
