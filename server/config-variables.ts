import { z } from 'zod';
import { readHostRule } from './http/guards/host-rule.ts';
import { isServiceUrl } from './service-url.ts';

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
export const Variables = z
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
