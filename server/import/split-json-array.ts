/** One element of the array: its JSON text, and the line of the file that it begins on, counted from 1. */
export type Element = { line: number; text: string };

/** No model that can be created is as long, in characters. */
const MAX_LENGTH = 16 * 1024 * 1024;

/** The file is not a JSON array; the message names the line. */
export class NotAnArray extends Error {}

/**
 * Cuts a JSON array into its elements without reading it whole. Looks only at brackets, quotes and commas; whether
 * an element is JSON is for its reader to find out.
 *
 * @throws NotAnArray where an array should begin, go on or end, and does not.
 */
export async function* splitJsonArray(chunks: AsyncIterable<string>): AsyncGenerator<Element> {
  const scan = newScan();
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const char = chunk.charAt(at);
      if (char === '\n') scan.line += 1;
      if (scan.place !== 'elements') {
        enterOrLeave(scan, char);
        from = at + 1;
        continue;
      }
      const ends = step(scan, char);
      if (!ends) continue;
      yield* finish(scan, chunk.slice(from, at), char);
      from = at + 1;
    }
    scan.text += chunk.slice(from);
    if (scan.text.length > MAX_LENGTH) {
      throw new NotAnArray(`Line ${scan.begins ?? scan.line}: what begins here is too long for a model.`);
    }
  }
  if (scan.place === 'elements') {
    throw new NotAnArray(`Line ${scan.begins ?? scan.line}: the file ends before the array does.`);
  }
  if (scan.place === 'before') throw new NotAnArray('Line 1: the file is empty; a JSON array was expected.');
}

type Scan = {
  place: 'before' | 'elements' | 'after';
  line: number;
  /** The line that the element under way begins on. */
  begins: number | undefined;
  text: string;
  count: number;
  depth: number;
  inString: boolean;
  escaped: boolean;
};

function newScan(): Scan {
  return {
    ...{ place: 'before', line: 1, begins: undefined, text: '', count: 0 },
    ...{ depth: 0, inString: false, escaped: false },
  };
}

const BLANK: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r', '\uFEFF']);

function enterOrLeave(scan: Scan, char: string): void {
  if (BLANK.has(char)) return;
  if (scan.place === 'after') throw new NotAnArray(`Line ${scan.line}: there is more after the array's end.`);
  if (char !== '[') throw new NotAnArray(`Line ${scan.line}: a JSON array was expected.`);
  scan.place = 'elements';
}

/** Takes one more character of the elements; true when it ends one. */
function step(scan: Scan, char: string): boolean {
  if (scan.inString) {
    if (scan.escaped) scan.escaped = false;
    else if (char === '\\') scan.escaped = true;
    else if (char === '"') scan.inString = false;
    return false;
  }
  const ends = scan.depth === 0 && (char === ',' || char === ']');
  if (ends || BLANK.has(char)) return ends;
  scan.begins ??= scan.line;
  if (char === '"') scan.inString = true;
  else if (char === '{' || char === '[') scan.depth += 1;
  else if (char === '}' || char === ']') scan.depth -= 1;
  return false;
}

function* finish(scan: Scan, tail: string, end: string): Generator<Element> {
  const { begins, count } = scan;
  const text = scan.text + tail;
  scan.text = '';
  scan.begins = undefined;
  if (end === ']') scan.place = 'after';
  if (begins === undefined) {
    if (end === ']' && count === 0) return;
    throw new NotAnArray(`Line ${scan.line}: a model was expected before "${end}".`);
  }
  scan.count += 1;
  yield { line: begins, text };
}
