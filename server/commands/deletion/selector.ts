import { MAX_NAME_LENGTH } from '../../../core/console-api/models/model-group-queries.ts';
import { UsageError } from '../../config.ts';

/** What versions somebody means: those of names that fit a pattern, one of a name by its number, or a name or an id. */
export type Selector =
  | { kind: 'glob'; text: string }
  | { kind: 'version'; text: string; name: string; version: string }
  | { kind: 'name-or-id'; text: string };

/**
 * Reads `pose`, `pose@1.0.0`, an id, or `pose-*`. Names that have `*` or `@` in them, as those of a remote registry may,
 * can be meant by the ids of their versions.
 *
 * @throws UsageError for what is none of these.
 */
export function parseSelector(text: string): Selector {
  if (text.trim() === '')
    throw new UsageError('A selector is empty: write a name, NAME@VERSION, an id or a pattern.');
  const at = text.lastIndexOf('@');
  const name = at < 0 ? text : text.slice(0, at);
  const version = at < 0 ? undefined : text.slice(at + 1);
  if (name.length > MAX_NAME_LENGTH)
    throw new UsageError(`No name is longer than ${MAX_NAME_LENGTH} characters.`);
  if (version === undefined) return { kind: text.includes('*') ? 'glob' : 'name-or-id', text };
  if (name === '' || version === '')
    throw new UsageError(`"${text}" has ${name === '' ? 'no name before' : 'no version after'} its @.`);
  if (text.includes('*'))
    throw new UsageError(
      `"${text}": a version is one of a name, not of a pattern. Write NAME@VERSION or PATTERN.`,
    );
  return { kind: 'version', text, name, version };
}

/** Whether a name fits a pattern, in which `*` stands for any characters and all else for itself. In linear time. */
export function fitsPattern(pattern: string, name: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return name === pattern;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false;
  // Each piece as far to the left as it is there: what fits at all fits so.
  const within = name.slice(first.length, name.length - last.length);
  let reached = 0;
  for (const piece of pieces.slice(1, -1)) {
    const place = within.indexOf(piece, reached);
    if (place < 0) return false;
    reached = place + piece.length;
  }
  return true;
}

/** The longest text that every name has which fits a pattern: what to search for. */
export function longestPiece(pattern: string): string {
  return pattern.split('*').reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
