import { FATES, type Fate, fateOf } from '../../../core/deletion/fates.ts';
import { m } from '../../messages/messages.js';
import { formatCount, sizeOf } from '../../ui/text/format.ts';
import type { ForeseenVersion, ShownVersion } from './shown-versions.ts';

/** A line of the table: the heading of a section, that of a name in it, or a version. */
export type AffectedLine =
  | { kind: 'section'; key: string; words: string }
  | { kind: 'name'; key: string; name: string; words: string }
  | { kind: 'version'; key: string; row: ShownVersion };

/**
 * The versions of a plan in sections; where they are of several names, by name in each, with how many and how large they
 * are. What is one section of one name, or one version, needs no headings.
 */
export function linesOf(rows: readonly ForeseenVersion[]): AffectedLine[] {
  const bySection = Map.groupBy(rows, fateOf);
  const isOfMany = new Set(rows.map((row) => row.model_name)).size > 1;
  if (!isOfMany && bySection.size < 2) return rows.map(lineOf);
  return FATES.flatMap((section): AffectedLine[] => {
    const inIt = bySection.get(section) ?? [];
    if (inIt.length === 0) return [];
    const words = m.section({ outcome: WORDS[section](), count: formatCount(inIt.length) });
    const heading: AffectedLine = { kind: 'section', key: section, words };
    return [heading, ...(isOfMany ? namesOf(section, inIt) : inIt.map(lineOf))];
  });
}

function namesOf(section: Fate, rows: readonly ForeseenVersion[]): AffectedLine[] {
  return [...Map.groupBy(rows, (row) => row.model_name)].flatMap(([name, ofName]): AffectedLine[] => [
    { kind: 'name', key: `${section} ${name}`, name, words: subtotalOf(ofName) },
    ...ofName.map(lineOf),
  ]);
}

function subtotalOf(rows: readonly ForeseenVersion[]): string {
  const count = m.count_versions({ count: rows.length, shown: formatCount(rows.length) });
  const size = sizeOf(rows);
  return size === undefined ? count : `${count} · ${size}`;
}

/** A version without a heading above it. */
export function lineOf(row: ShownVersion): AffectedLine {
  return { kind: 'version', key: row.model_id, row };
}

const WORDS = {
  blocked: m.section_blocked,
  protected: m.protect_section,
  'at-risk': m.section_at_risk,
  unchecked: m.section_unchecked,
  'being-checked': m.section_being_checked,
  delete: m.section_delete,
  kept: m.section_kept,
} satisfies Record<Fate, () => string>;
