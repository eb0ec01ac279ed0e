import { resolve } from 'node:path';
import type { z } from 'zod';
import { Variables } from './config-variables.ts';
import { type HostRule, readHostRule } from './http/guards/host-rule.ts';
import type { StoreConfig } from './store/open-store.ts';
import type { Remote } from './upstream/transport/upstream.ts';

/** How this gateway is to run. */
export type Config = {
  port: number;
  host: string;
  /** The data directory, absolute: the database unless it is elsewhere, and the secret. */
  data: string;
  store: StoreConfig;
  /** Seals tokens at rest; undefined to use the one in the data directory. */
  secret: string | undefined;
  sample: boolean;
  /** The remote ModelArts that it stands before, if it does. */
  remote: Remote | undefined;
  /** How often what is shown of a remote ModelArts is read anew, in ms. */
  refreshEvery: number;
  /** How long a remote ModelArts may lag behind what it answers, in ms. */
  lag: number;
  /** Where a console shows a service, with `{service_id}` for its id; undefined when none does. */
  serviceUrl: string | undefined;
  /** Whether webhooks may lead into its own machine and network. */
  webhooksInside: boolean;
  /** The path that it is reached under: `/coppice`, or nothing. */
  base: string;
  /** The proxies that are believed about who calls, and by which protocol: addresses, networks, or names of networks. */
  trustProxy: string[];
  /** What it answers to besides the loopback: its own host and those that are named. */
  hosts: HostRule[];
};

/** The command line or the environment is wrong; the message names every mistake. */
export class UsageError extends Error {}

/** The flags that stand for a variable, in the form of `parseArgs` options. */
export const STORE_FLAGS = { data: { type: 'string' } } as const;
export const START_FLAGS = {
  ...STORE_FLAGS,
  port: { type: 'string' },
  host: { type: 'string' },
  sample: { type: 'boolean' },
} as const;

export type ConfigFlags = { [flag in keyof typeof START_FLAGS]?: string | boolean | undefined };

/**
 * Reads the configuration; a flag wins over its variable, and an empty variable counts as absent, as compose files
 * and shells leave one out.
 *
 * @throws UsageError with a line for every value that is wrong.
 */
export function readConfig(flags: ConfigFlags, env: Record<string, string | undefined>): Config {
  const given = {
    ...definedIn(env),
    ...givenIn({
      PORT: flags.port,
      HOST: flags.host,
      COPPICE_DATA: flags.data,
      COPPICE_SAMPLE: flags.sample === true ? '1' : undefined,
    }),
  };
  const parsed = Variables.safeParse(given);
  if (!parsed.success) throw new UsageError(listMistakes(parsed.error, given));

  const {
    PORT,
    HOST,
    COPPICE_DATA,
    DATABASE_URL,
    DATABASE_POOL,
    DATABASE_PREPARED,
    COPPICE_SECRET,
    COPPICE_SAMPLE,
    TRUST_PROXY,
    COPPICE_HOSTS,
    COPPICE_UPSTREAM,
    COPPICE_IAM,
    COPPICE_REFRESH,
    COPPICE_LAG,
    COPPICE_SERVICE_URL,
    COPPICE_WEBHOOKS_INSIDE,
    COPPICE_BASE,
  } = parsed.data;
  const data = resolve(COPPICE_DATA);
  const store: StoreConfig = DATABASE_URL
    ? {
        kind: 'postgres',
        url: DATABASE_URL,
        connections: DATABASE_POOL,
        isPreparing: DATABASE_PREPARED === '1',
      }
    : { kind: 'directory', directory: data };
  return {
    base: COPPICE_BASE,
    port: PORT,
    host: HOST,
    data,
    store,
    secret: COPPICE_SECRET,
    hosts: [...rulesFor(HOST), ...COPPICE_HOSTS],
    sample: COPPICE_SAMPLE === '1',
    trustProxy: TRUST_PROXY,
    refreshEvery: COPPICE_REFRESH * 60_000,
    lag: COPPICE_LAG * 1_000,
    serviceUrl: COPPICE_SERVICE_URL,
    webhooksInside: COPPICE_WEBHOOKS_INSIDE === '1',
    remote: COPPICE_UPSTREAM && { modelarts: COPPICE_UPSTREAM, iam: COPPICE_IAM ?? iamOf(COPPICE_UPSTREAM) },
  };
}

/** All addresses of the machine are no name to be known by. */
const WILDCARDS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

function rulesFor(host: string): HostRule[] {
  const rule = WILDCARDS.has(host) ? undefined : readHostRule(host);
  return rule ? [{ ...rule, port: undefined }] : [];
}

/** What the command line says is meant, nothing as well: it is a mistake then. */
function givenIn(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function definedIn(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** Clouds name the two alike; another Coppice answers for both. Source: contract.md, IAM. */
function iamOf(modelarts: URL): URL {
  const iam = new URL(modelarts);
  iam.host = iam.host.replace(/^modelarts\./, 'iam.');
  return iam;
}

/** Never shown, even when wrong. */
const SECRETS: ReadonlySet<string> = new Set(['DATABASE_URL', 'COPPICE_SECRET']);

function listMistakes(error: z.ZodError, given: Record<string, unknown>): string {
  const lines = error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    const value = SECRETS.has(name) ? 'what was given (not shown)' : JSON.stringify(given[name]);
    return `  ${name}: expected ${message}; got ${value}`;
  });
  return ['The configuration is wrong:', ...lines].join('\n');
}
