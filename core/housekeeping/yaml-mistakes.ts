import { type Document, isMap, isNode, isScalar, type LineCounter, type YAMLError } from 'yaml';
import type { $ZodIssue } from 'zod/v4/core';
import { CRON_FIELDS } from './schedule/cron-words.ts';

/** A field of a file of rules; `rule` is one of the list. By it, it is said what was expected. */
export const RULE_FIELDS = [
  'file',
  'rules',
  'rule',
  'name',
  'scope',
  'names',
  'types',
  'labels',
  'keep',
  'newest',
  'younger_than_days',
  'count',
  'by',
  'delete',
  'failed',
  'not_in_newest',
  'older_than_days',
  'duplicates',
  'idle_for_days',
  'schedule',
  'cron',
  // Words of cron, in which there is no YAML.
  ...CRON_FIELDS,
  'time_zone',
  'enabled',
  'unattended',
  'most_versions',
  'most_bytes',
  'quiet_minutes',
] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

/** Something in a file of rules that is not as it has to be, and where; line and column count from 1. */
export type Mistake = {
  line: number;
  column: number;
  /** Where in the rules: `rules[0].keep.newest.count`; `''` where that is not known. */
  at: string;
} & (
  | /** It is no YAML there: what its reader says. */ { kind: 'syntax'; message: string }
  | /** A word that has no meaning there. */ { kind: 'unknown'; word: string; within: RuleField }
  /** It is missing, or is something else, or there is a rule of that name before. */
  | { kind: 'missing' | 'wrong' | 'twice'; expected: RuleField }
);

/** A text that was read, and where its lines begin. */
export type YamlText = { document: Document; lines: LineCounter };

/** What makes a text no YAML. */
export function syntaxMistakes(problems: readonly YAMLError[]): Mistake[] {
  return problems.map(({ message, linePos }) => {
    const [{ line, col: column }] = linePos ?? [{ line: 1, col: 1 }];
    // The first line says what is wrong, those after it draw where.
    const [words = message] = message.split(/ at line \d+, column \d+/);
    return { kind: 'syntax', message: words, line, column, at: '' };
  });
}

type Path = readonly PropertyKey[];

/** What is wrong of a document that is YAML. */
export function mistakeOf(
  source: YamlText,
  issue: $ZodIssue | { code: 'twice'; path: (string | number)[] },
): Mistake[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((word) => {
      const place = placeOf(source, path, word);
      return { kind: 'unknown', word, within: fieldOf(path), at: shown([...path, word]), ...place };
    });
  }
  const expected = fieldOf(path);
  const within = issue.code === 'custom' ? issue.params?.['at'] : undefined;
  if (typeof within === 'number') {
    return [{ kind: 'wrong', expected, at: shown(path), ...placeWithin(source, path, within) }];
  }
  const isThere = source.document.hasIn(path);
  const kind = issue.code === 'twice' ? 'twice' : isThere || path.length === 0 ? 'wrong' : 'missing';
  return [{ kind, expected, at: shown(path), ...placeOf(source, path) }];
}

const FIELDS: ReadonlyMap<PropertyKey, RuleField> = new Map(RULE_FIELDS.map((field) => [field, field]));

/** The field that a path leads to, or is within. */
function fieldOf(path: Path): RuleField {
  if (path.length === 2) return 'rule';
  const last = path.findLast((part) => typeof part === 'string');
  return (last === undefined ? undefined : FIELDS.get(last)) ?? 'file';
}

/** Where something is: the key itself where it is one, or else its value, or what it is missing from. */
function placeOf({ document, lines }: YamlText, path: Path, key?: string): { line: number; column: number } {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    const offset = (length === path.length && key !== undefined && keyOffset(node, key)) || offsetOf(node);
    if (offset === undefined) continue;
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  }
  return { line: 1, column: 1 };
}

/** Where in a text something is, `at` characters from its beginning; that of a text over several lines is its own. */
function placeWithin({ document, lines }: YamlText, path: Path, at: number) {
  const node = path
    .map((_, length) => document.getIn(path.slice(0, path.length - length), true))
    .find(isScalar);
  const start = offsetOf(node);
  if (!isScalar(node) || start === undefined) return placeOf({ document, lines }, path);
  const quote = QUOTED.has(node.type) ? 1 : 0;
  const { line, col } = lines.linePos(start + (quote || node.type === 'PLAIN' ? quote + at : 0));
  return { line, column: col };
}

const QUOTED: ReadonlySet<unknown> = new Set(['QUOTE_DOUBLE', 'QUOTE_SINGLE']);

function keyOffset(node: unknown, key: string): number | undefined {
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return offsetOf(pair?.key);
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function shown(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
