/** Shorter texts have no middle that could give way. */
const LEAST = 14;

/** How much of the end stays in sight, in characters. */
const END = 7;

/** Letters that are written from the left, one beside another: others may change their look where they are cut. */
const MAY_BE_CUT = /^[\p{ASCII}\p{Script=Latin}\p{Script=Han}]+$/u;

/** The two parts of a text between which it may be cut; undefined for one that is better cut at its end. */
export function splitText(text: string): { start: string; end: string } | undefined {
  const letters = Array.from(text);
  if (letters.length < LEAST || !MAY_BE_CUT.test(text)) return undefined;
  return { start: letters.slice(0, -END).join(''), end: letters.slice(-END).join('') };
}
