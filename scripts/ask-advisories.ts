import * as z from 'zod';
import type { KnownBad } from './audit-lock.ts';

const Advisory = z.object({ name: z.string(), range: z.string(), title: z.string(), url: z.string() });

/** What `npm audit --json` prints; a package that is only affected through another names that one. */
export const AuditReport = z.object({
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), Advisory])) })),
});
export type AuditReport = z.infer<typeof AuditReport>;

/** The list of bad versions with those that the registry's service tells of the packages that are installed. */
export function withAdvisories(known: KnownBad, { vulnerabilities }: AuditReport, today: string): KnownBad {
  const told = Object.values(vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((via) => typeof via !== 'string')
    .map(({ name, range, title, url }) => ({ package: name, range, why: `${title} (${url})` }));
  const all = [...known.versions, ...told].map(
    (entry) => [`${entry.package} ${entry.range}`, entry] as const,
  );
  return { asked_on: today, versions: [...new Map(all).values()] };
}
