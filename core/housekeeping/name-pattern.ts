/**
 * Whether a name fits a pattern, in which `*` stands for any characters, `?` for one, and all else for itself; letter case
 * matters. In at most the time of both lengths multiplied, whatever the pattern is.
 */
export function fitsNamePattern(pattern: string, name: string): boolean {
  const wanted = [...pattern];
  const given = [...name];
  let [at, place] = [0, 0];
  /** The last `*`, and up to where it reaches so far. */
  let star = -1;
  let reached = 0;
  while (place < given.length) {
    if (wanted[at] === '*') {
      star = at;
      reached = place;
      at += 1;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[place])) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      at = star + 1;
      reached += 1;
      place = reached;
    } else return false;
  }
  return wanted.slice(at).every((character) => character === '*');
}

/** The same pattern for LIKE of SQL, with `\` as the character that takes a meaning away. */
export function likePattern(pattern: string): string {
  return pattern
    .replaceAll(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%')
    .replaceAll('?', '_');
}
