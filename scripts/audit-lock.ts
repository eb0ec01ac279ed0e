import { satisfies } from 'semver';
import * as z from 'zod';

const Text = z.record(z.string(), z.string()).default({});

const LockedPackage = z.looseObject({
  /** Only where the package was installed under another name than its own. */
  name: z.string().optional(),
  version: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  license: z.string().optional(),
  deprecated: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  dependencies: Text,
  devDependencies: Text,
});
type LockedPackage = z.infer<typeof LockedPackage>;

/** What is read of `package-lock.json`; the package of the empty path is the project itself. */
export const Lock = z.object({ packages: z.record(z.string(), LockedPackage) });
export type Lock = z.infer<typeof Lock>;

/** What is read of `package.json`; `allowScripts` says of each install script whether it may run. */
export const Manifest = z.object({
  dependencies: Text,
  devDependencies: Text,
  allowScripts: z.record(z.string(), z.boolean()).default({}),
});
export type Manifest = z.infer<typeof Manifest>;

/** Versions that are known to be bad, and the day on which the registry's service was asked last; `range` as npm has them. */
export const KnownBad = z.object({
  asked_on: z.string().nullable(),
  versions: z.array(z.object({ package: z.string(), range: z.string(), why: z.string() })),
});
export type KnownBad = z.infer<typeof KnownBad>;

/** Licences under which a package may be used, and shipped, by a project under Apache-2.0. */
const LICENCES: ReadonlySet<string> = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT'],
  // On what is changed in its own files only, of which we change none.
  'MPL-2.0',
  // For typefaces: shipped with its text, which the help shows, and not sold by itself.
  'OFL-1.1',
]);

/** Their manifests name no licence. Both only build the messages; nothing of them is shipped. */
const WITHOUT_LICENCE: ReadonlySet<string> = new Set(['@inlang/plugin-message-format', 'sqlite-wasm-kysely']);

/**
 * What is wrong with the packages that are installed, one sentence each; nothing that only a service could tell.
 *
 * It finds what was changed since it was published, what comes from elsewhere than the registry, what would run as it
 * is installed, what was given up by its makers, licences that do not fit, and versions of the list of bad ones.
 */
export function findProblems(lock: Lock, manifest: Manifest, known: KnownBad): string[] {
  const { '': project, ...packages } = lock.packages;
  return [
    ...drift(project, manifest),
    ...Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).flatMap(wrongSource),
    ...Object.entries(packages).flatMap(([path, one]) => {
      const named = {
        name: one.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
        one,
      };
      return [
        ...wrongOrigin(named),
        ...wrongScript(named, manifest),
        ...wrongLicence(named),
        ...wrongVersion(named, known),
      ].map((problem) => `${named.name} ${one.version ?? ''} ${problem}`);
    }),
  ];
}

type Named = { name: string; one: LockedPackage };

function drift(project: LockedPackage | undefined, manifest: Manifest): string[] {
  const locked = { ...project?.dependencies, ...project?.devDependencies };
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  const names = [...new Set([...Object.keys(locked), ...Object.keys(wanted)])];
  return names
    .filter((name) => locked[name] !== wanted[name])
    .map((name) => `${name} is not locked as package.json wants it: run npm install and commit the lock`);
}

function wrongSource([name, range]: [string, string]): string[] {
  if (/^[\^~]?\d+\.\d+\.\d+(-[\w.]+)?$/.test(range)) return [];
  return [`${name} is wanted as "${range}": only versions of the registry are, like ^1.2.3`];
}

function wrongOrigin({ one }: Named): string[] {
  if (one.link || one.resolved !== undefined) {
    return [
      `comes from ${one.resolved ?? 'a folder'}: only packages of the registry are used, without its address`,
    ];
  }
  return one.integrity?.startsWith('sha512-')
    ? []
    : ['has no SHA-512 in the lock: it could be changed unseen'];
}

function wrongScript({ name, one }: Named, { allowScripts }: Manifest): string[] {
  if (!one.hasInstallScript || Object.hasOwn(allowScripts, name)) return [];
  return ['runs a script as it is installed: read it, then allow or deny it in allowScripts of package.json'];
}

function wrongLicence({ name, one }: Named): string[] {
  if (one.license === undefined) {
    return WITHOUT_LICENCE.has(name) ? [] : ['names no licence: find out under which it may be used'];
  }
  const choices = one.license.replace(/^\((.*)\)$/, '$1').split(' OR ');
  if (choices.some((choice) => LICENCES.has(choice))) return [];
  return [`is under ${one.license}, which is not among the licences of scripts/audit-lock.ts`];
}

function wrongVersion({ name, one }: Named, known: KnownBad): string[] {
  const { version = '' } = one;
  const bad = known.versions.filter((entry) => entry.package === name && satisfies(version, entry.range));
  return [
    ...bad.map(({ range, why }) => `is one of the bad versions (${range}): ${why}`),
    ...(one.deprecated === undefined ? [] : [`was given up by its makers: ${one.deprecated}`]),
  ];
}
