import type { ModelGroup } from '../api/model-groups.ts';
import { groupState, isVersionSelected, type Selection, selectGroup, selectVersions } from './selection.ts';
import type { TreeRow } from './tree-rows.ts';

/** Whether a line is ticked. */
export function isLineSelected(selection: Selection, line: TreeRow): boolean {
  if (line.kind === 'version') return isVersionSelected(selection, line.version);
  return line.kind === 'group' && groupState(selection, line.group) !== 'none';
}

/**
 * Ticks or unticks a stretch of lines: versions one by one, and whole names where they are closed. Returns the
 * selection, and the names that the list shows only in part: what they have must be read before they are selected.
 */
export function pickLines(
  selection: Selection,
  lines: readonly TreeRow[],
  isOn: boolean,
): { selection: Selection; toRead: ModelGroup[] } {
  const toRead: ModelGroup[] = [];
  let after = selection;
  for (const line of lines) {
    if (line.kind === 'version') after = selectVersions(after, line.group, [line.version], isOn);
    if (line.kind !== 'group' || (line.isOpen && lines.length > 1)) continue;
    const isShownWhole = line.group.matching === line.group.versions || selection.matching !== undefined;
    if (isShownWhole || !isOn) after = selectGroup(after, line.group, isOn);
    else toRead.push(line.group);
  }
  return { selection: after, toRead };
}
