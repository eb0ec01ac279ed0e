import { resolve } from 'node:path';
import { z } from 'zod';
import { type HostRule, readHostRule } from './http/guards/host-rule.ts';
import { isServiceUrl } from './service-url.ts';
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

const AN_ADDRESS = { error: 'an address like postgresql://user:password@host:5432/database' };
const PROXIES = {
  error: "proxies' addresses or networks like 10.1.0.0/16, or loopback, with commas between them",
};
/** A network of everybody is none: any caller could say that it is somebody else. */
const TrustedProxy = z
  .union(
    [z.enum(['loopback', 'linklocal', 'uniquelocal']), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
    PROXIES,
  )
  .refine((proxy) => !proxy.endsWith('/0'), PROXIES);
/** Every name is none: any site could have its own lead here. */
const HostPattern = z.string().transform((text, context) => {
  const rule = readHostRule(text);
  if (rule) return rule;
  const message =
    'hosts like coppice.example.com, *.example.com or 10.0.0.5:4600, without https:// and with commas between them';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});
const Address = z
  .url({ protocol: /^https?$/, error: 'an address like https://modelarts.region.example.com' })
  .transform((text) => new URL(text))
  .optional();

/** The variables; an error says what is expected. Source: architecture.md, Configuration. */
const Variables = z
  .object({
    PORT: z
      .string()
      .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
        error: 'a port from 0 to 65535',
      })
      .default('4600')
      .transform(Number),
    HOST: z.string().regex(/^\S+$/, { error: 'a host name or an address' }).default('127.0.0.1'),
    COPPICE_DATA: z.string().min(1, { error: 'a directory' }).default('./data'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, ...AN_ADDRESS }).optional(),
    DATABASE_POOL: z
      .string()
      .regex(/^[1-9]\d{0,3}$/, { error: 'a number of connections from 1 to 9999' })
      .optional()
      .transform((text) => (text === undefined ? undefined : Number(text))),
    DATABASE_PREPARED: z.enum(['0', '1'], { error: '0 or 1' }).default('1'),
    COPPICE_SECRET: z.string().min(16, { error: 'at least 16 characters' }).optional(),
    COPPICE_SAMPLE: z.enum(['0', '1'], { error: '0 or 1' }).default('0'),
    TRUST_PROXY: z
      .string()
      .default('loopback')
      .transform((text) => text.split(/[\s,]+/))
      .pipe(z.array(TrustedProxy)),
    COPPICE_HOSTS: z
      .string()
      .default('')
      .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''))
      .pipe(z.array(HostPattern)),
    COPPICE_BASE: z
      .string()
      .refine(isBase, { error: 'a path like /coppice/, which is none of its own (/api, /v1, …)' })
      .default('/')
      .transform((path) => path.replace(/\/$/, '')),
    COPPICE_UPSTREAM: Address,
    COPPICE_IAM: Address,
    COPPICE_REFRESH: z
      .string()
      .regex(/^[1-9]\d{0,3}$/, { error: 'minutes from 1 to 9999' })
      .default('5')
      .transform(Number),
    COPPICE_LAG: z
      .string()
      .regex(/^\d{1,4}$/, { error: 'seconds from 0 to 9999' })
      .default('60')
      .transform(Number),
    COPPICE_SERVICE_URL: z
      .string()
      .refine(isServiceUrl, {
        error:
          'an address like https://console.example.com/services/{service_id}, with {service_id} after its host and without a user or password',
      })
      .optional(),
    COPPICE_WEBHOOKS_INSIDE: z.enum(['0', '1'], { error: '0 or 1' }).default('0'),
  })
  .refine((given) => given.COPPICE_SAMPLE === '0' || given.COPPICE_UPSTREAM === undefined, {
    path: ['COPPICE_SAMPLE'],
    error: '0, as the models are those of COPPICE_UPSTREAM',
  })
  .refine((given) => given.COPPICE_IAM === undefined || given.COPPICE_UPSTREAM !== undefined, {
    path: ['COPPICE_IAM'],
    error: 'nothing without COPPICE_UPSTREAM',
  });

/** What the gateway itself answers under: a path that begins like these could not be told from them. */
const OWN_PATHS: ReadonlySet<string> = new Set('api assets healthz metrics readyz v1 v3'.split(' '));

function isBase(path: string): boolean {
  const segments = path.replace(/^\/|\/$/g, '').split('/');
  const isPath = path === '/' || segments.every((segment) => /^(?!\.+$)[\w.~-]+$/.test(segment));
  return path.startsWith('/') && isPath && !OWN_PATHS.has(segments[0] ?? '');
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
