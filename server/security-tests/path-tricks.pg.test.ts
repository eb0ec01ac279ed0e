import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isMutating, methodOf, pathOf } from '../testing/clients/ask-route.ts';
import { rawRequest } from '../testing/clients/raw-request.ts';
import { allOf, seedProject } from '../testing/fixtures/seed-project.ts';
import { startGateway } from '../testing/setup/start-gateway.ts';

const directory = mkdtempSync(join(tmpdir(), 'coppice-console-'));
mkdirSync(join(directory, 'console/assets'), { recursive: true });
writeFileSync(join(directory, 'console/index.html'), '<title>Coppice</title>');
writeFileSync(join(directory, 'outside.txt'), 'what lies outside');
const gateway = await startGateway({ consoleDirectory: join(directory, 'console') });
const mine = await seedProject(gateway);
const theirs = await seedProject(gateway);
afterAll(async () => {
  await gateway.close();
  rmSync(directory, { recursive: true });
});

/** Sends the address as it is; any HTTP client would tidy it up. */
const ask = (method: string, path: string, token = mine.people.operator.token) =>
  rawRequest(
    gateway.url,
    `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: ${token}\r\nConnection: close\r\n\r\n`,
  );

describe('an address', () => {
  it.each([
    '/../outside.txt',
    '/assets/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e%2foutside.txt',
    '/%252e%252e%252foutside.txt',
    '/assets/..%5c..%5coutside.txt',
    '/assets/..\\..\\outside.txt',
    '//../outside.txt',
    '/./../outside.txt',
    '/..;/outside.txt',
    '/%c0%ae%c0%ae/outside.txt',
    '/outside.txt%00.js',
    '/api/docs/../../../outside.txt',
    '/api/docs/static/..%2f..%2f..%2fpackage.json',
    `/${join(directory, 'outside.txt')}`,
  ])('leads to no file outside of the console: %s', async (path) => {
    const answer = await ask('GET', path);
    expect(answer).toMatch(/^HTTP\/1.1 40[034] /);
    expect(answer).not.toContain('what lies outside');
  });

  it.each([
    '//elsewhere.example/%2e%2e',
    '/\\elsewhere.example',
    '//elsewhere.example/assets/..',
    '/api//elsewhere.example',
  ])('sends nobody to another site: %s', async (path) => {
    expect(await ask('GET', path)).not.toMatch(/^(HTTP\/1.1 3|location:)/im);
  });

  it.each([
    ['/v1/MINE/../THEIRS/models', 403],
    ['/v1/MINE%2f..%2fTHEIRS/models', 400],
    ['/v1/MINE/models/../../THEIRS/models', 403],
    ['/v1/MINE/models/..%2f..%2fTHEIRS%2fmodels', 404],
    ['/v1/THEIRS%00/models', 400],
    ['/v1/%20THEIRS/models', 403],
    ['/V1/THEIRS/models', 404],
    ['//v1/THEIRS/models', 403],
  ])('leads from one project to no other: %s', async (path, status) => {
    const { ids } = mine;
    const named = path.replace('MINE', ids.project_id).replace('THEIRS', theirs.ids.project_id);
    const answer = await ask('GET', named);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toContain(theirs.mark);
  });
});

const TRICKS = [
  '..',
  '.',
  '%2e%2e',
  '..%2fmodels',
  'a%2fb',
  'a%5cb',
  '..%5c',
  '%252f',
  ';',
  '%25',
  '*',
  '%20',
  "'%20or%201=1--",
];

describe('an id', () => {
  const withId = gateway.routes.filter((route) => /:(model|service|deletion)_id/.test(route));

  it.each(withId)('with tricks in it is that of nothing: %s', async (route) => {
    const before = await allOf(gateway, mine.people);
    for (const trick of TRICKS) {
      const { project_id, model_name } = mine.ids;
      const ids = { project_id, model_name, model_id: trick, service_id: trick, deletion_id: trick };
      const answer = await ask(methodOf(route), pathOf(route, ids));
      const isNothing = /^HTTP\/1.1 40[04] /.test(answer);
      const isSignOfLife = route.endsWith('/alive') && answer.startsWith('HTTP/1.1 204 ');
      expect([trick, isNothing || isSignOfLife]).toEqual([trick, true]);
      expect(answer).not.toContain(mine.mark);
    }
    if (isMutating(route))
      expect((await allOf(gateway, mine.people)).slice(0, 4)).toEqual(before.slice(0, 4));
  });
});
