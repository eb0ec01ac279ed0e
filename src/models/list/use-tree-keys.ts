import { useHotkeys } from '@mantine/hooks';
import { type KeyboardEvent, type Ref, type RefObject, useImperativeHandle } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { paths } from '../../app/paths.ts';
import type { DeletionScope } from '../../deletion/deletion-scope.ts';
import type { TreeRow, TreeRows } from '../rows/tree-rows.ts';
import { lineState } from '../selection/select-lines.ts';
import { countSelection, type Selection, scopeOfSelection } from '../selection/selection.ts';
import { type ActiveLine, useActiveLine } from './use-active-line.ts';

/** What puts the keyboard into the list: onto its first line, or back onto the one that had it last. */
export type ListKeyboard = { toFirst: () => void; back: () => void };

/** What the keys move over, and what they can ask for. */
export type TreeUnderKeys = {
  rows: TreeRows;
  selection: Selection;
  /** Ticks or unticks a line; as a range, every line from the one before up to it. */
  onPick: (line: TreeRow, isOn: boolean, isRange: boolean) => void;
  onToggle: (name: string) => void;
  /** Absent when the person may not delete. */
  onDelete: ((scope: DeletionScope) => void) | undefined;
  onSearch: () => void;
  keyboard: Ref<ListKeyboard>;
};

/** Moves over the list, opens, selects and deletes by keyboard. The keyboard stays on its line, wherever that goes. */
export function useTreeKeys(
  tree: TreeUnderKeys,
  scroller: RefObject<HTMLElement | null>,
  scrollTo: (index: number) => void,
) {
  const { rows } = tree;
  const line = useActiveLine(rows, scroller, scrollTo);
  const navigate = useNavigate();
  const { search } = useLocation();
  useImperativeHandle(tree.keyboard, () => ({
    toFirst: () => rows.length > 0 && line.focus(0),
    back: () => rows.length > 0 && line.focus(line.index),
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    const isOnLine = event.target instanceof HTMLElement && event.target.role === 'row';
    if (!isOnLine || event.ctrlKey || event.metaKey || event.altKey) return;
    const command = commandsOf(tree, line, (details) => navigate(details + search)).get(event.key);
    if (!command) return;
    command();
    event.preventDefault();
    event.stopPropagation();
  };

  // From anywhere on the page: into the list, to the search.
  useHotkeys([
    ['j', () => line.move(1)],
    ['k', () => line.move(-1)],
    ['/', tree.onSearch],
  ]);
  return { activeIndex: line.index, onFocus: line.onFocus, onKeyDown, onBlur: line.onBlur };
}

/**
 * What each key does on a line.
 *
 * @param open goes to the page at a path.
 */
function commandsOf(
  tree: TreeUnderKeys,
  line: ActiveLine,
  open: (path: string) => void,
): ReadonlyMap<string, () => void> {
  const { rows } = tree;
  const { row: active } = line;
  const enter = () => {
    if (active?.kind === 'group') tree.onToggle(active.group.model_name);
    if (active?.kind === 'version') {
      open(paths.version(active.version.model_name, active.version.model_version));
    }
  };
  const expand = () => {
    if (active?.kind === 'group' && !active.isOpen) enter();
  };
  const select = (isRange: boolean) => {
    if (active) tree.onPick(active, lineState(tree.selection, active) === 'none', isRange);
  };
  return new Map([
    ['j', () => line.move(1)],
    ['ArrowDown', () => line.move(1)],
    ['k', () => line.move(-1)],
    ['ArrowUp', () => line.move(-1)],
    ['Home', () => line.moveTo(0)],
    ['End', () => line.moveTo(rows.length - 1)],
    ['Enter', enter],
    ['ArrowRight', expand],
    ['ArrowLeft', () => collapse(tree, line)],
    ['x', () => select(false)],
    ['X', () => select(true)],
    ['m', () => line.element()?.querySelector<HTMLElement>('[data-row-menu]')?.click()],
    ['Delete', () => askToDelete(tree, active)],
  ]);
}

/** Where something is selected, the key means that, as the button beside the selection does; else the line. */
function askToDelete(tree: TreeUnderKeys, active: TreeRow | undefined): void {
  const isSelected = countSelection(tree.selection).versions > 0;
  const scope = isSelected ? scopeOfSelection(tree.selection) : scopeOfLine(active);
  if (scope) tree.onDelete?.(scope);
}

/** A name means all of its versions. */
function scopeOfLine(line: TreeRow | undefined): DeletionScope | undefined {
  if (line?.kind === 'group') return { kind: 'name', name: line.group.model_name, isWhole: true };
  if (line?.kind !== 'version') return undefined;
  return { kind: 'name', name: line.version.model_name, targetId: line.version.model_id };
}

/** Closes an open group; on a version, goes up to its group. */
function collapse({ rows, onToggle }: TreeUnderKeys, { row, moveTo }: ActiveLine): void {
  if (row?.kind === 'group' && row.isOpen) onToggle(row.group.model_name);
  if (row && row.kind !== 'group') moveTo(rows.indexOfName(row));
}
