/** The parts of JSON: strings, marks, and everything else that is no blank. */
const PARTS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * An answer laid out to be read, if it is JSON; else as it came. Only the blanks between its parts change: numbers too
 * long for JavaScript, and letters however they are escaped, are what the registry sent.
 */
export function prettyAnswer(body: string): string {
  if (!isJson(body)) return body;
  let depth = 0;
  let before = '';
  let laidOut = '';
  for (const part of body.match(PARTS) ?? []) {
    if (part === '}' || part === ']') depth -= 1;
    laidOut += gap(before, part, depth) + part;
    if (part === '{' || part === '[') depth += 1;
    before = part;
  }
  return laidOut;
}

/** What stands between two parts, the second of which is so deep. */
function gap(before: string, part: string, depth: number): string {
  const isEmpty = before + part === '{}' || before + part === '[]';
  if (before === '' || isEmpty || part === ',' || part === ':') return '';
  return before === ':' ? ' ' : `\n${'  '.repeat(depth)}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
