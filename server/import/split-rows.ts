/**
 * A piece of the file: its JSON text, and the line that it begins on, counted from 1. A `row` is a value for itself or one of
 * a list; `list` is the field that the list was in, if in one. What stood around a list comes after it, as an `answer`.
 */
export type Piece = { kind: 'row' | 'answer'; line: number; text: string; list: string | undefined };

/** No model that can be created is as long, in characters. */
const MAX_LENGTH = 16 * 1024 * 1024;

/** The file is not a list of rows; the message names the line. */
export class NotAnArray extends Error {}

/** The fields of answers in which lists of models are: ModelArts', and MLflow's two. */
const LISTS: ReadonlySet<string> = new Set(['models', 'registered_models', 'model_versions']);

/**
 * Cuts a file into its rows without reading it whole: a JSON array, objects one after another (JSON lines, or only one), or
 * answers whose rows are a list in one of their fields. Looks only at brackets, quotes, colons and commas; whether a row is
 * JSON is for its reader to find out.
 *
 * @throws NotAnArray where a row or a list should begin, go on or end, and does not.
 */
export async function* splitRows(chunks: AsyncIterable<string>): AsyncGenerator<Piece> {
  const scan = newScan();
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const char = chunk.charAt(at);
      if (char === '\n') scan.line += 1;
      const event = step(scan, char);
      if (event === 'goes on') continue;
      // What opens an object or closes one, or a list in one, is a part of it; what parts rows is none of either.
      const isEnd = event === 'object ends' || event === 'list begins';
      const text = scan.text + chunk.slice(from, isEnd ? at + 1 : at);
      scan.text = '';
      from = event === 'object begins' || event === 'list ends' ? at : at + 1;
      yield* take(scan, event, text, char);
    }
    scan.text += chunk.slice(from);
    requireBounded(scan);
  }
  requireEnd(scan);
}

type Place = 'start' | 'elements' | 'object' | 'objects' | 'end';

/** What a character did. */
type Event =
  | 'goes on'
  | 'nothing'
  | 'array ends'
  | 'element ends'
  | 'object begins'
  | 'object ends'
  | 'list begins'
  | 'list ends';

type Scan = {
  place: Place;
  line: number;
  /** The lines that the row, and the object around a list, begin on. */
  begins: number | undefined;
  opened: number;
  text: string;
  /** What was met of an object around a list, without the list's rows. */
  around: string;
  count: number;
  depth: number;
  inString: boolean;
  escaped: boolean;
  /** The last string at the first level of an object, and the field whose value comes now. */
  word: string;
  field: string | undefined;
  list: string | undefined;
};

function newScan(): Scan {
  return {
    place: 'start',
    line: 1,
    begins: undefined,
    opened: 1,
    text: '',
    around: '',
    count: 0,
    depth: 0,
    inString: false,
    escaped: false,
    word: '',
    field: undefined,
    list: undefined,
  };
}

const BLANK: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r', '\uFEFF']);

function step(scan: Scan, char: string): Event {
  switch (scan.place) {
    case 'start':
    case 'objects':
      return open(scan, char);
    case 'elements':
      return stepElements(scan, char);
    case 'object':
      return stepObject(scan, char);
    case 'end':
      if (BLANK.has(char)) return 'nothing';
      throw new NotAnArray(`Line ${scan.line}: there is more after the array's end.`);
    default:
      return scan.place satisfies never;
  }
}

function open(scan: Scan, char: string): Event {
  if (BLANK.has(char)) return 'nothing';
  if (char === '[' && scan.place === 'start') {
    scan.place = 'elements';
    return 'nothing';
  }
  if (char !== '{') throw new NotAnArray(`Line ${scan.line}: ${WANTED}`);
  Object.assign(scan, { place: 'object', opened: scan.line, depth: 1, list: undefined, around: '' });
  return 'object begins';
}

const WANTED = 'a JSON array of models was expected, an answer that lists them, or one model a line.';

function stepElements(scan: Scan, char: string): Event {
  if (stepString(scan, char)) return 'goes on';
  const ends = scan.depth === 0 && (char === ',' || char === ']');
  if (ends) return char === ',' ? 'element ends' : scan.list === undefined ? 'array ends' : 'list ends';
  if (BLANK.has(char)) return 'goes on';
  scan.begins ??= scan.line;
  stepBrackets(scan, char);
  return 'goes on';
}

function stepObject(scan: Scan, char: string): Event {
  const isFirstLevel = scan.depth === 1;
  if (isFirstLevel && scan.inString && char !== '"') scan.word += char;
  if (stepString(scan, char) || BLANK.has(char)) return 'goes on';
  const { field } = scan;
  scan.field = isFirstLevel && char === ':' ? scan.word : undefined;
  if (isFirstLevel && char === '"') scan.word = '';
  if (char === '[' && field !== undefined && LISTS.has(field)) {
    Object.assign(scan, { place: 'elements', list: field, depth: 0, count: 0 });
    return 'list begins';
  }
  stepBrackets(scan, char);
  return scan.depth === 0 ? 'object ends' : 'goes on';
}

/** Whether the character is of a string that had begun before it. */
function stepString(scan: Scan, char: string): boolean {
  if (!scan.inString) return false;
  if (scan.escaped) scan.escaped = false;
  else if (char === '\\') scan.escaped = true;
  else if (char === '"') scan.inString = false;
  return true;
}

function stepBrackets(scan: Scan, char: string): void {
  if (char === '"') scan.inString = true;
  else if (char === '{' || char === '[') scan.depth += 1;
  else if (char === '}' || char === ']') scan.depth -= 1;
}

function* take(scan: Scan, event: Event, text: string, char: string): Generator<Piece> {
  switch (event) {
    case 'element ends':
      return yield* finishElement(scan, text, char);
    case 'array ends':
      yield* finishElement(scan, text, char);
      scan.place = 'end';
      return;
    case 'list begins':
      scan.around += text;
      return;
    case 'list ends':
      yield* finishElement(scan, text, char);
      Object.assign(scan, { place: 'object', depth: 1 });
      return;
    case 'object ends': {
      const { list, opened, around } = scan;
      scan.place = 'objects';
      yield { kind: list === undefined ? 'row' : 'answer', line: opened, text: around + text, list };
      return;
    }
    case 'object begins':
    case 'nothing':
    case 'goes on':
      return;
    default:
      return event satisfies never;
  }
}

function* finishElement(scan: Scan, text: string, end: string): Generator<Piece> {
  const { begins, count, list } = scan;
  scan.begins = undefined;
  if (begins === undefined) {
    if (end === ']' && count === 0) return;
    throw new NotAnArray(`Line ${scan.line}: a model was expected before "${end}".`);
  }
  scan.count += 1;
  yield { kind: 'row', line: begins, text, list };
}

function requireBounded({ text, around, begins, opened, place }: Scan): void {
  if (text.length + around.length <= MAX_LENGTH) return;
  const line = place === 'elements' ? (begins ?? opened) : opened;
  throw new NotAnArray(`Line ${line}: what begins here is too long for a model.`);
}

function requireEnd(scan: Scan): void {
  switch (scan.place) {
    case 'start':
      throw new NotAnArray(`Line 1: the file is empty; ${WANTED}`);
    case 'elements':
      throw new NotAnArray(`Line ${scan.begins ?? scan.line}: the file ends before the array does.`);
    case 'object':
      throw new NotAnArray(`Line ${scan.opened}: the file ends before the object does.`);
    case 'objects':
    case 'end':
      return;
    default:
      scan.place satisfies never;
  }
}
