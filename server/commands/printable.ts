/** A name as a terminal may show it: a remote registry's may hold what moves the cursor, or turns text around. */
export function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
}
