import type { ModelGroup } from '../../api/queries/models/model-groups.ts';
import type { TreeRow, TreeRows } from '../rows/tree-rows.ts';
import { groupState, isVersionSelected, type Selection, selectGroups, selectVersions } from './selection.ts';

/** Versions of one name from one place (from 0) to another. */
export type Places = { group: ModelGroup; places: { from: number; to: number } };

/** How much of what a line shows is ticked. */
export function lineState(selection: Selection, line: TreeRow): 'all' | 'some' | 'none' {
  if (line.kind === 'group') return groupState(selection, line.group);
  return line.kind === 'version' && isVersionSelected(selection, line.version) ? 'all' : 'none';
}

/**
 * Ticks or unticks the lines from one index to another: versions one by one, and whole names where they are closed or
 * all of their versions are among the lines. Returns the selection, and the versions that are not told by their names
 * and were not read yet: they must be, before they are ticked.
 */
export function selectLines(
  selection: Selection,
  rows: TreeRows,
  lines: { from: number; to: number },
  isOn: boolean,
): { selection: Selection; toRead: Places[] } {
  const isOneLine = lines.from === lines.to;
  const whole: ModelGroup[] = [];
  const parts: Places[] = [];
  for (const { group, hasOwnLine, places, lines: under } of rows.stretches(lines.from, lines.to)) {
    const isShownWhole = group.matching === group.versions || selection.matching !== undefined;
    const isNamePicked = hasOwnLine && (under === 0 || isOneLine);
    const areAllPicked = places?.from === 0 && places.to === group.matching - 1;
    if (isNamePicked ? isShownWhole || !isOn : isShownWhole && areAllPicked) whole.push(group);
    else if (isNamePicked) parts.push({ group, places: { from: 0, to: group.matching - 1 } });
    else if (places) parts.push({ group, places });
  }
  return pickParts(selectGroups(selection, whole, isOn), rows, parts, isOn);
}

function pickParts(selection: Selection, rows: TreeRows, parts: readonly Places[], isOn: boolean) {
  let after = selection;
  const toRead: Places[] = [];
  for (const part of parts) {
    const { group, places } = part;
    const versions = Array.from({ length: places.to - places.from + 1 }, (_, nth) =>
      rows.versionAt(group.model_name, places.from + nth),
    );
    if (versions.every((version) => version !== undefined)) {
      after = selectVersions(after, group, versions, isOn);
    } else toRead.push(part);
  }
  return { selection: after, toRead };
}
