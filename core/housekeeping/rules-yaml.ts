import { LineCounter, parseDocument, stringify } from 'yaml';
import * as z from 'zod';
import { MAX_RULES, Rule } from './rule.ts';
import { type Mistake, mistakeOf, syntaxMistakes, type YamlText } from './yaml-mistakes.ts';

/** What a file of rules says, or each thing in it that is not as a rule is written. */
export type RulesFile = { rules: Rule[] } | { mistakes: Mistake[] };

/** Longer than as many rules as there can be. In characters. */
export const MAX_YAML_LENGTH = 1_000_000;

const File = z.strictObject({ rules: z.array(Rule).max(MAX_RULES) });

/** Rules as a file, that `rulesFromYaml` reads as the same rules. */
export function rulesToYaml(rules: readonly Rule[]): string {
  return stringify({ rules: rules.map(withoutEmptyKeep) }, { lineWidth: 0, aliasDuplicateObjects: false });
}

function withoutEmptyKeep({ keep, ...rule }: Rule) {
  const { name, scope, ...others } = rule;
  return { name, scope, ...(Object.keys(keep).length > 0 && { keep }), ...others };
}

/** Reads a file of rules (YAML 1.2, of which JSON is a part). Nothing that it says is carried out: tags are mistakes. */
export function rulesFromYaml(text: string): RulesFile {
  const lines = new LineCounter();
  const document = parseDocument(text.slice(0, MAX_YAML_LENGTH + 1), { lineCounter: lines });
  const source: YamlText = { document, lines };
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) return { mistakes: syntaxMistakes(problems) };
  const value = plainValue(source);
  const parsed = File.safeParse(value);
  if (!parsed.success)
    return { mistakes: sorted(parsed.error.issues.flatMap((issue) => mistakeOf(source, issue))) };
  const twice = nameMistakes(source, parsed.data.rules);
  return twice.length > 0 ? { mistakes: twice } : parsed.data;
}

/** What a document holds; nothing where its aliases unfold without end. */
function plainValue({ document }: YamlText): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** Names that an earlier rule has. */
function nameMistakes(source: YamlText, rules: readonly Rule[]): Mistake[] {
  const names = rules.map((rule) => rule.name);
  return names.flatMap((name, place) =>
    names.indexOf(name) < place ? mistakeOf(source, { code: 'twice', path: ['rules', place, 'name'] }) : [],
  );
}

function sorted(mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
