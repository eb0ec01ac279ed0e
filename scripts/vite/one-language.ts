import type { Plugin } from 'vite';
import type { Language } from '../../core/console-api/languages.ts';

/** A message as Paraglide compiles it: a function for each language, and one that asks which of them is wanted. */
const MESSAGE = /\/src\/messages\/messages\/\w+\.js$/;
const ASKED = /const locale = [^\n]*getLocale\(\)\n/;

/** The rules of plurals are those of the one language: making them takes twenty times as long as asking them. */
const PLURALS = /\/src\/messages\/registry\.js$/;
const MADE_EACH_TIME = /return new Intl\.PluralRules\(locale, options\)/;
const MADE_ONCE = 'return (plural.rules ??= new Intl.PluralRules(locale, options))';

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
      if (PLURALS.test(id)) return code.replace(MADE_EACH_TIME, MADE_ONCE);
      if (!MESSAGE.test(id) || !ASKED.test(code)) return undefined;
      return code
        .replace(ASKED, '')
        .replaceAll(/locale === "([^"]+)"/g, (_, one) => String(one === language));
    },
  };
}
