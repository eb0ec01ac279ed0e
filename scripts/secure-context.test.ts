import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What browsers have over https and on localhost, and not over plain http on a LAN, where Coppice is used too. */
const ONLY_IN_SECURE_CONTEXTS =
  /navigator\.(clipboard|locks|serviceWorker|storage|credentials|share|wakeLock|mediaDevices|geolocation)\b|crypto\.(randomUUID|subtle)\b|\bNotification\b|\bcaches\b|\b(useClipboard|CopyButton)\b[^;]*@mantine/;

/** Looks first whether it may, and goes another way otherwise. */
const KNOWS = [
  'src/runs/browser-notifications.ts',
  'src/runs/run-watch.test.tsx',
  'src/ui/copy/copy-text.ts',
];

it('uses nothing that browsers give only in a secure context, but where there is another way', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('/messages/'));
  expect(sources.length).toBeGreaterThan(100);
  const users = sources.filter((file) => ONLY_IN_SECURE_CONTEXTS.test(readFileSync(file, 'utf8')));
  expect(users).toEqual(KNOWS);
});
