import { printable } from '../printable.ts';

/** What takes two columns of a terminal: East Asian wide and full-width characters, and pictures. Source: UAX #11. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mn}|\p{Me}/u.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** A text with spaces after it, as wide as so many columns of a terminal. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Rows whose columns are set side by side, each as wide as its widest cell; the last one is as it is. */
export function inColumns(rows: readonly (readonly string[])[], gap = '  '): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => padTo(cell, widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}

/** Words in lines of at most so many columns, with commas between them. */
export function wrapWords(words: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [place, word] of words.entries()) {
    const piece = place < words.length - 1 ? `${word},` : word;
    if (line !== '' && widthOf(line) + 1 + widthOf(piece) > columns) {
      lines.push(line);
      line = piece;
    } else line = line === '' ? piece : `${line} ${piece}`;
  }
  return line === '' ? lines : [...lines, line];
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes as the console says them, in powers of 1000: 25.0 GB, 412 MB. */
export function sizeText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  return `${value.toFixed(power > 0 && value < 100 ? 1 : 0)} ${UNITS[power]}`;
}

/** The bytes of some versions together; undefined where one of them is not known. */
export function bytesOf(versions: readonly { model_size?: number | undefined }[]): number | undefined {
  return versions.reduce<number | undefined>(
    (sum, { model_size }) => (sum === undefined || model_size === undefined ? undefined : sum + model_size),
    0,
  );
}

/** How many versions there are, and how large they are where that is known: `2 versions · 3.0 MB`. */
export function subtotal(versions: readonly { model_size?: number | undefined }[]): string {
  const bytes = bytesOf(versions);
  const count = versionCount(versions.length);
  return bytes === undefined ? count : `${count} · ${sizeText(bytes)}`;
}

export function versionCount(count: number): string {
  return `${count} version${count === 1 ? '' : 's'}`;
}

type Versioned = { model_name: string; model_version: string; model_size?: number | undefined };

/** Each name with its subtotal, and its versions below it, as many in a line as fit. */
export function versionsByName(versions: readonly Versioned[], columns: number): string[] {
  const names = [...Map.groupBy(versions, (version) => version.model_name)];
  const headings = inColumns(names.map(([name, ofName]) => [printable(name), subtotal(ofName)]));
  return names.flatMap(([, ofName], place) => [
    `  ${headings[place] ?? ''}`,
    ...wrapWords(
      ofName.map((version) => printable(version.model_version)),
      columns - 4,
    ).map((line) => `    ${line}`),
  ]);
}

/** Each name with its subtotal, and below it a line for each version that says why. */
export function reasonsByName<Row extends Versioned>(
  versions: readonly Row[],
  reasonOf: (version: Row) => string,
): string[] {
  const names = [...Map.groupBy(versions, (version) => version.model_name)];
  const headings = inColumns(names.map(([name, ofName]) => [printable(name), subtotal(ofName)]));
  return names.flatMap(([, ofName], place) => [
    `  ${headings[place] ?? ''}`,
    ...inColumns(
      ofName.map((version) => [printable(version.model_version), printable(reasonOf(version))]),
    ).map((line) => `    ${line}`),
  ]);
}
