/**
 * What is looked for: a name, and after a blank the version of it. Names have no blanks.
 *
 * @param text as it was typed, without blanks around it.
 */
export function searchIn(text: string): { name: string; version: string } {
  const [name = '', ...words] = text.split(/\s+/);
  return { name, version: words.join(' ') };
}
