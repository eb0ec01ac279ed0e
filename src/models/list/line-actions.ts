import { useLayoutEffect, useMemo, useRef } from 'react';
import type { DeletionScope } from '../../deletion/deletion-scope.ts';
import type { Protectable } from '../../protection/protectable.ts';
import type { TreeRow } from '../rows/tree-rows.ts';

/** What a line can ask for. */
export type LineActions = {
  /** Ticks or unticks a line; as a range, every line from the one before up to it. */
  onPick: (line: TreeRow, isOn: boolean, isRange: boolean) => void;
  onToggle: (name: string) => void;
  onReload: (name: string) => void;
  /** The keyboard has come to a line. */
  onFocus: (line: TreeRow) => void;
  onDelete: (scope: DeletionScope) => void;
  onProtect: (what: Protectable) => void;
};

/** The same functions at every drawing, that do what was drawn last: lines that have them need not be drawn again. */
export function useSteadyActions(actions: LineActions): LineActions {
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  return useMemo(
    () => ({
      onPick: (...words) => latest.current.onPick(...words),
      onToggle: (...words) => latest.current.onToggle(...words),
      onReload: (...words) => latest.current.onReload(...words),
      onFocus: (...words) => latest.current.onFocus(...words),
      onDelete: (...words) => latest.current.onDelete(...words),
      onProtect: (...words) => latest.current.onProtect(...words),
    }),
    [],
  );
}
