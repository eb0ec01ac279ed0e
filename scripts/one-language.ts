import type { Plugin } from 'vite';
import type { Language } from '../core/console/languages.ts';

/** A message as Paraglide compiles it: a function for each language, and one that asks which of them is wanted. */
const MESSAGE = /\/src\/messages\/messages\/\w+\.js$/;
const ASKED = /const locale = [^\n]*getLocale\(\)\n/;

/**
 * Answers in each message which language is wanted, so that the words of the others are left out. (Paraglide's own static
 * locale is checked at run time, which keeps them all.)
 */
export function oneLanguage(language: Language): Plugin {
  return {
    name: 'one-language',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!MESSAGE.test(id) || !ASKED.test(code)) return undefined;
      return code
        .replace(ASKED, '')
        .replaceAll(/locale === "([^"]+)"/g, (_, one) => String(one === language));
    },
  };
}
