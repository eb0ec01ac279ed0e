import type { Plugin } from 'vite';
import { LANGUAGES, type Language } from '../../core/console-api/languages.ts';

/** Says in the page which language it is in, and names it by that, so that those of several builds lie side by side. */
export function pageOfLanguage(language: Language): Plugin {
  return {
    name: 'page-of-language',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: (html) => html.replace('<html lang="en">', `<html lang="${language}">`),
    generateBundle: (_options, bundle) => {
      const page = bundle['index.html'];
      if (page && language !== LANGUAGES[0]) page.fileName = `index.${language}.html`;
    },
  };
}
