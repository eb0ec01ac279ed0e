import type { Language } from '../../core/console-api/languages.ts';
import { getLocale } from '../messages/runtime.js';

/** Set by the build, of which there is one for each language; in development there is none. */
declare const COPPICE_LANGUAGE: Language | undefined;

/** The language of the page. */
export const LANGUAGE: Language = typeof COPPICE_LANGUAGE === 'undefined' ? getLocale() : COPPICE_LANGUAGE;
