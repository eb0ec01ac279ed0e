import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { curlLine } from '../src/deletion/requests/curl-line.ts';

const hasPowerShell = spawnSync('pwsh', ['-v']).error === undefined;

/** Ids as they may come from elsewhere, in an address as the console makes it. */
const url = fc
  .oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", '"', '$', '`', '\\', '%', '&', '!', ' ', 'a') }))
  .map((id) => `http://coppice.example:4600/v1/p/models/${encodeURIComponent(id)}?cascade=true`);

const said = (address: string) => [
  ...['-X', 'DELETE', '-H', 'X-Auth-Token: a b$c'],
  address.replaceAll("'", '%27'),
];

it('is read by bash as the words that were meant', () => {
  fc.assert(
    fc.property(url, (address) => {
      const script = `curl() { printf '%s\\n' "$@"; }\n${curlLine('bash', address)}`;
      const { stdout } = spawnSync('bash', ['-c', script], { env: { TOKEN: 'a b$c' }, encoding: 'utf8' });
      expect(stdout.trimEnd().split('\n')).toEqual(said(address));
    }),
    { numRuns: 50 },
  );
});

it.skipIf(!hasPowerShell)('is read by PowerShell as the words that were meant', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(url, (address) => {
      const script = `function curl.exe { $args }\n${curlLine('powershell', address)}`;
      const env = { ...process.env, TOKEN: 'a b$c' };
      const { stdout } = spawnSync('pwsh', ['-NoProfile', '-Command', script], { env, encoding: 'utf8' });
      expect(stdout.trimEnd().split(/\r?\n/)).toEqual(said(address));
    }),
    { numRuns: 5 },
  );
});

it('names for PowerShell the program, as curl alone is something else there, and its own variable', () => {
  expect(curlLine('powershell', "http://h/it's?a=1&b=2")).toBe(
    'curl.exe -X DELETE -H "X-Auth-Token: $env:TOKEN" \'http://h/it%27s?a=1&b=2\'',
  );
});
