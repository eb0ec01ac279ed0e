import { LANGUAGE_COOKIE, type Language } from '../../core/console-api/languages.ts';
import { BASE } from '../api/prefetch/base.ts';

/** How long the choice is kept, as long as browsers keep a cookie at most. In s. Source: RFC 6265bis, 5.5. */
const KEPT_FOR = 400 * 24 * 60 * 60;

/** Goes on in another language: each is a build of its own, so the page is loaded anew where it is. */
export function chooseLanguage(language: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in all browsers, nor over plain http
  document.cookie = `${LANGUAGE_COOKIE}=${language}; path=${BASE}/; max-age=${KEPT_FOR}; samesite=lax`;
  const here = new URL(window.location.href);
  here.searchParams.delete('lang');
  window.location.replace(here);
}
