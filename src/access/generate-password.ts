/** Letters and digits that nobody takes for one another, in whatever typeface. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const GROUPS = 4;
const GROUP_LENGTH = 5;

/** Numbers of a byte from here on are drawn again: with them some letters would come more often than others. */
const UNEVEN_FROM = 256 - (256 % ALPHABET.length);

/** A password that nobody guesses (116 bits), in groups that can be read out: `k7Rnf-Qe2wd-…`. */
export function generatePassword(): string {
  const letters: string[] = [];
  while (letters.length < GROUPS * GROUP_LENGTH) {
    const [byte = UNEVEN_FROM] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < UNEVEN_FROM) letters.push(ALPHABET.charAt(byte % ALPHABET.length));
  }
  const groups = Array.from({ length: GROUPS }, (_, at) =>
    letters.slice(at * GROUP_LENGTH, (at + 1) * GROUP_LENGTH).join(''),
  );
  return groups.join('-');
}
