import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withAdvisories } from './ask-advisories.ts';
import { findProblems, KnownBad, Lock, Manifest } from './audit-lock.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const manifest = Manifest.parse(read('package.json'));
const known = KnownBad.parse(read('scripts/known-bad.json'));
const ours = () => Lock.parse(read('package-lock.json'));

/** Our lock, but that something is wrong with one package. */
function doctored(change: Lock['packages'][string]): Lock {
  const lock = ours();
  const fastify = lock.packages['node_modules/fastify'];
  lock.packages['node_modules/fastify'] = { ...fastify, ...change };
  return lock;
}
const nothing = { dependencies: {}, devDependencies: {} };

describe('the audit of the packages', () => {
  it('finds nothing in our own', () => {
    expect(Object.keys(ours().packages).length).toBeGreaterThan(300);
    expect(findProblems(ours(), manifest, known)).toEqual([]);
  });

  it.each([
    ['no SHA-512', { integrity: undefined }],
    ['no SHA-512', { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }],
    ['comes from git+ssh://', { resolved: 'git+ssh://git@example.com/fastify.git#1' }],
    ['comes from http://', { resolved: 'http://example.com/fastify.tgz' }],
    ['comes from a folder', { link: true }],
    ['runs a script as it is installed', { hasInstallScript: true }],
    ['under AGPL-3.0', { license: 'AGPL-3.0' }],
    ['under (GPL-2.0 OR SSPL-1.0)', { license: '(GPL-2.0 OR SSPL-1.0)' }],
    ['under MIT AND GPL-2.0', { license: 'MIT AND GPL-2.0' }],
    ['names no licence', { license: undefined }],
    ['given up by its makers: use another', { deprecated: 'use another' }],
  ])('finds a lock that was doctored: %s', (problem, change) => {
    expect(findProblems(doctored({ ...nothing, ...change }), manifest, known)).toEqual([
      expect.stringMatching(/^fastify 5\.\d+\.\d+ /),
    ]);
    expect(findProblems(doctored({ ...nothing, ...change }), manifest, known)[0]).toContain(problem);
  });

  it('finds a version that is known to be bad, wherever it is and whatever it is called', () => {
    const lock = ours();
    const integrity = 'sha512-x';
    lock.packages['node_modules/a/node_modules/debug'] = {
      ...nothing,
      version: '4.4.2',
      integrity,
      license: 'MIT',
    };
    lock.packages['node_modules/b'] = {
      ...nothing,
      name: 'chalk',
      version: '5.6.1',
      integrity,
      license: 'MIT',
    };
    lock.packages['node_modules/c/node_modules/debug'] = {
      ...nothing,
      version: '4.4.3',
      integrity,
      license: 'MIT',
    };
    expect(findProblems(lock, manifest, known)).toEqual([
      expect.stringContaining('debug 4.4.2 is one of the bad versions'),
      expect.stringContaining('chalk 5.6.1 is one of the bad versions'),
    ]);
  });

  it.each([
    'github:fastify/fastify',
    'http://example.com/x.tgz',
    'file:../x',
    '*',
    'latest',
    'npm:other@^1.0.0',
  ])('finds a dependency that is not a version of the registry: %s', (range) => {
    const devDependencies = { ...manifest.devDependencies, fastify: range };
    const problems = findProblems(ours(), { ...manifest, devDependencies }, known);
    expect(problems).toEqual([
      expect.stringContaining('fastify is not locked as package.json wants it'),
      expect.stringContaining(`fastify is wanted as "${range}"`),
    ]);
  });

  it('finds what is wanted and not locked, and what is locked and not wanted', () => {
    const { fastify: _, ...devDependencies } = manifest.devDependencies;
    const problems = findProblems(
      ours(),
      { ...manifest, devDependencies: { ...devDependencies, added: '1.0.0' } },
      known,
    );
    expect(problems.map((problem) => problem.split(' ', 1)[0])).toEqual(['fastify', 'added']);
  });
});

it('takes over what npm audit tells, once', () => {
  const advisory = { name: 'debug', range: '<2.6.9', title: 'Slow', url: 'https://example.com/1' };
  const report = { vulnerabilities: { debug: { via: [advisory] }, other: { via: ['debug', advisory] } } };
  const list = withAdvisories({ asked_on: null, versions: [] }, report, '2026-02-01');
  const versions = [{ package: 'debug', range: '<2.6.9', why: 'Slow (https://example.com/1)' }];
  expect(list).toEqual({ asked_on: '2026-02-01', versions });
  expect(withAdvisories(list, report, '2026-02-01')).toEqual(list);
});
