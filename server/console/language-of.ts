import type { FastifyRequest } from 'fastify';
import {
  LANGUAGE_COOKIE,
  LANGUAGES,
  type Language,
  languageOfTag,
} from '../../core/console-api/languages.ts';

/** The language in which a page is asked for: by its address, by an earlier choice, or as the browser is set. */
export function languageOf(request: FastifyRequest): Language {
  const chosen = askedFor(request) ?? languageOfTag(request.cookies[LANGUAGE_COOKIE] ?? '');
  return chosen ?? accepted(request.headers['accept-language'] ?? '') ?? LANGUAGES[0];
}

/** The language that the address itself asks for: `/models?lang=zh`. */
export function askedFor({ query }: FastifyRequest): Language | undefined {
  const lang = typeof query === 'object' && query !== null && 'lang' in query ? query.lang : undefined;
  return typeof lang === 'string' ? languageOfTag(lang) : undefined;
}

/** The first of ours among the languages that a browser would have, the dearest first. Source: RFC 9110, 12.5.4. */
function accepted(header: string): Language | undefined {
  return header
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.split(';');
      const weight = parameters.map((one) => /^\s*q=([\d.]+)\s*$/i.exec(one)?.[1]).find(Boolean);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => languageOfTag(tag))
    .find((language) => language !== undefined);
}
