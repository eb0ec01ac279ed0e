/** By this, which no other program shows, Excel knows that a file is UTF-8: without it Chinese names come out garbled. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** One line of CSV (RFC 4180), its end included. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

/** How a formula begins, wide forms and what some spreadsheets trim included. Source: OWASP, CSV injection. */
const FORMULA = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** A spreadsheet would run a field that begins like a formula: an apostrophe makes it text. */
function csvField(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
