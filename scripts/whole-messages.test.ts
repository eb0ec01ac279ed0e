import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { faultsOfMessages } from './vite/whole-messages.ts';

const folder = mkdtempSync(join(tmpdir(), 'coppice-messages-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PLURAL = [
  {
    declarations: ['input count', 'input shown', 'local plural = count: plural'],
    selectors: ['plural'],
    match: { 'plural=one': '{shown} version', 'plural=other': '{shown} versions' },
  },
];

function faultsOf(en: object, zh: object): string[] {
  writeFileSync(join(folder, 'en.json'), JSON.stringify(en));
  writeFileSync(join(folder, 'zh-Hans.json'), JSON.stringify(zh));
  return faultsOfMessages(folder);
}

it('finds nothing where every language says the same, whatever it needs for its plurals', () => {
  const en = { $schema: 'x', cancel: 'Cancel', count: PLURAL, of: '{a} of {b}' };
  expect(faultsOf(en, { cancel: '取消', count: '{shown} 个版本', of: '{b} 的 {a}' })).toEqual([]);
});

it('finds what a language lacks, has too much, or does not tell', () => {
  const faults = faultsOf(
    { cancel: 'Cancel', count: PLURAL, of: '{a} of {b}' },
    { count: '{count} 个版本', of: '{a}', extra: '多' },
  );
  expect(faults).toEqual([
    'zh-Hans has no message "cancel"',
    'zh-Hans "count": {shown} is not in both',
    'zh-Hans "count": {count} is not in both',
    'zh-Hans "of": {b} is not in both',
    'zh-Hans has a message "extra", and en has none',
  ]);
});

it('finds nothing in the messages as they are', () => {
  expect(faultsOfMessages('messages')).toEqual([]);
});
