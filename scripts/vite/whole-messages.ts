import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { LANGUAGES } from '../../core/console-api/languages.ts';

/** Fails a build in which a language lacks a message, or a message leaves out what another language tells in it. */
export function wholeMessages(directory: string): Plugin {
  return {
    name: 'whole-messages',
    buildStart() {
      const faults = faultsOfMessages(directory);
      if (faults.length > 0) this.error(`The languages do not say the same:\n  ${faults.join('\n  ')}`);
    },
  };
}

/** What each language's messages lack beside those of the first, or have too much, in words. */
export function faultsOfMessages(directory: string): string[] {
  const [base, ...others] = LANGUAGES;
  const first = readMessages(directory, base);
  return others.flatMap((language) => {
    const messages = readMessages(directory, language);
    const lacks = [...first.keys()].filter((key) => !messages.has(key));
    return [
      ...lacks.map((key) => `${language} has no message "${key}"`),
      ...[...messages].flatMap(([key, told]) => {
        const wanted = first.get(key);
        if (!wanted) return [`${language} has a message "${key}", and ${base} has none`];
        const differing = [...wanted, ...told].filter((input) => !wanted.has(input) || !told.has(input));
        return differing.map((input) => `${language} "${key}": {${input}} is not in both`);
      }),
    ];
  });
}

/** What each message of a language tells: the names in braces. What is only there to choose a plural is not told. */
function readMessages(directory: string, language: string): Map<string, Set<string>> {
  const file: unknown = JSON.parse(readFileSync(join(directory, `${language}.json`), 'utf8'));
  const messages = Object.entries(file ?? {}).filter(([key]) => !key.startsWith('$'));
  return new Map(messages.map(([key, message]) => [key, inputsOf(message)]));
}

function inputsOf(message: unknown): Set<string> {
  const patterns = typeof message === 'string' ? message : JSON.stringify(matchesOf(message));
  return new Set([...patterns.matchAll(/\{(\w+)\}/g)].map(([, input = '']) => input));
}

function matchesOf(message: unknown): unknown[] {
  return [message]
    .flat()
    .map((one) => (one instanceof Object && 'match' in one ? Object.values(one.match ?? {}) : one));
}
