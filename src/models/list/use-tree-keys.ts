import { useHotkeys } from '@mantine/hooks';
import {
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { pathOf } from '../../api/http/path-of.ts';
import type { DeletionScope } from '../../deletion/deletion-scope.ts';
import type { TreeRow, TreeRows } from '../rows/tree-rows.ts';
import { lineState } from '../selection/select-lines.ts';
import { countSelection, type Selection } from '../selection/selection.ts';
import { scopeOfSelection } from '../selection/selection-scope.ts';

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
  const [activeRow, setActive] = useState<TreeRow>();
  const mustFocus = useRef(false);
  const hasFocus = useRef(false);
  const navigate = useNavigate();
  const { search } = useLocation();
  const found = activeRow ? rows.indexOf(activeRow) : -1;
  const activeIndex = Math.max(found, 0);
  const active = rows.at(activeIndex);
  const lineOf = (row: TreeRow | undefined) =>
    scroller.current?.querySelector<HTMLElement>(`[data-row-key="${CSS.escape(row?.key ?? '')}"]`);

  useLayoutEffect(() => {
    // A version that was read takes the place of the line that waited for it, and its focus.
    const isFocusLost = hasFocus.current && document.activeElement === document.body;
    if (!mustFocus.current && !isFocusLost) return;
    const line = lineOf(active);
    // The line may come into being only after the scroll; then the next render finds it.
    if (line) {
      mustFocus.current = false;
      line.focus({ preventScroll: true });
    }
  });

  const moveTo = (index: number) => {
    const at = Math.min(Math.max(index, 0), rows.length - 1);
    mustFocus.current = true;
    setActive(rows.at(at));
    scrollTo(at);
  };
  const move = (by: number) => moveTo(found < 0 ? 0 : activeIndex + by);

  const focus = (index: number) => {
    const line = lineOf(rows.at(index));
    if (!line) return moveTo(index);
    scrollTo(index);
    line.focus({ preventScroll: true });
  };
  useImperativeHandle(tree.keyboard, () => ({
    toFirst: () => rows.length > 0 && focus(0),
    back: () => rows.length > 0 && focus(activeIndex),
  }));

  const enter = () => {
    if (active?.kind === 'group') tree.onToggle(active.group.model_name);
    if (active?.kind === 'version') {
      const { model_name, model_version } = active.version;
      navigate(pathOf('models', model_name, model_version) + search);
    }
  };
  const select = (isRange: boolean) => {
    if (active) tree.onPick(active, lineState(tree.selection, active) === 'none', isRange);
  };
  // Where something is selected, the key means that, as the button beside the selection does.
  const remove = () => {
    const isSelected = countSelection(tree.selection).versions > 0;
    const scope = isSelected ? scopeOfSelection(tree.selection) : scopeOfLine(active);
    if (scope) tree.onDelete?.(scope);
  };
  const openMenu = () => {
    const line = lineOf(active);
    line?.querySelector<HTMLElement>('[data-row-menu]')?.click();
  };

  /** Does what a key stands for; false when it stands for nothing. */
  const act = (key: string): boolean => {
    switch (key) {
      case 'j':
      case 'ArrowDown':
        move(1);
        return true;
      case 'k':
      case 'ArrowUp':
        move(-1);
        return true;
      case 'Home':
        moveTo(0);
        return true;
      case 'End':
        moveTo(rows.length - 1);
        return true;
      case 'Enter':
        enter();
        return true;
      case 'ArrowRight':
        if (active?.kind === 'group' && !active.isOpen) enter();
        return true;
      case 'ArrowLeft':
        closeGroup(rows, active, tree.onToggle, moveTo);
        return true;
      case 'x':
        select(false);
        return true;
      case 'X':
        select(true);
        return true;
      case 'm':
        openMenu();
        return true;
      case 'Delete':
        remove();
        return true;
      default:
        return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isOnLine = event.target instanceof HTMLElement && event.target.role === 'row';
    if (!isOnLine || event.ctrlKey || event.metaKey || event.altKey || !act(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  // From anywhere on the page: into the list, to the search.
  useHotkeys([
    ['j', () => move(found < 0 ? 0 : 1)],
    ['k', () => move(found < 0 ? 0 : -1)],
    ['/', tree.onSearch],
  ]);

  const onFocus = (row: TreeRow) => {
    hasFocus.current = true;
    setActive(row);
  };
  const onBlur = () => {
    hasFocus.current = false;
  };
  return { activeIndex, onFocus, onKeyDown, onBlur };
}

/** A name means all of its versions. */
function scopeOfLine(line: TreeRow | undefined): DeletionScope | undefined {
  if (line?.kind === 'group') return { kind: 'name', name: line.group.model_name, isWhole: true };
  if (line?.kind !== 'version') return undefined;
  return { kind: 'name', name: line.version.model_name, targetId: line.version.model_id };
}

/** Closes an open group; on a version, goes up to its group. */
function closeGroup(
  rows: TreeRows,
  active: TreeRow | undefined,
  toggle: (name: string) => void,
  moveTo: (index: number) => void,
): void {
  if (active?.kind === 'group' && active.isOpen) toggle(active.group.model_name);
  if (active && active.kind !== 'group') moveTo(rows.indexOfName(active));
}
