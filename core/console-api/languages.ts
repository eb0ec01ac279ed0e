/** The languages that the console speaks, the first where nobody asks for another. Tags of BCP 47. */
export const LANGUAGES = ['en', 'zh-Hans'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each calls itself. */
export const OWN_NAMES = { en: 'English', 'zh-Hans': '简体中文' } as const satisfies Record<Language, string>;

/** The cookie that keeps the choice of a browser. */
export const LANGUAGE_COOKIE = 'coppice_language';

/**
 * The language that a tag asks for (`zh`, `zh-CN`, `en-GB`, in any case), or undefined where it is none of ours. Chinese is
 * Chinese: who asks for its traditional script reads the simplified one before English.
 */
export function languageOfTag(tag: string): Language | undefined {
  const [primary] = tag.trim().toLowerCase().split('-');
  return LANGUAGES.find((language) => language.split('-')[0] === primary);
}
