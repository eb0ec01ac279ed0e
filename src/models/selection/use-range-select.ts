import { useMutation } from '@tanstack/react-query';
import { type Dispatch, type SetStateAction, useState } from 'react';
import type { ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import { readVersions } from '../../api/queries/models/model-groups.ts';
import type { TreeRow, TreeRows } from '../rows/tree-rows.ts';
import { type Places, selectLines } from './select-lines.ts';
import { type Selection, selectVersions } from './selection.ts';

/** Ticking and unticking, and why some of what was ticked could not be read. */
export type RangeSelect = { pick: (line: TreeRow, isOn: boolean, isRange: boolean) => void; error: unknown };

/** Ticks or unticks a line; as a range, every line from the one before up to it, whether it was read or not. */
export function useRangeSelect(
  rows: TreeRows,
  filters: ModelFilters,
  selection: Selection,
  onSelect: Dispatch<SetStateAction<Selection>>,
): RangeSelect {
  const [anchor, setAnchor] = useState<TreeRow>();
  const reading = useMutation({
    mutationFn: ({ part }: { part: Places; isOn: boolean }) =>
      readVersions(part.group.model_name, filters, part.places),
    onSuccess: (versions, { part, isOn }) =>
      onSelect((now) => selectVersions(now, part.group, versions, isOn)),
  });

  const pick = (line: TreeRow, isOn: boolean, isRange: boolean) => {
    const to = rows.indexOf(line);
    const found = isRange && anchor ? rows.indexOf(anchor) : -1;
    const from = found < 0 ? to : found;
    const lines = { from: Math.min(from, to), to: Math.max(from, to) };
    const picked = selectLines(selection, rows, lines, isOn);
    setAnchor(line);
    onSelect(picked.selection);
    for (const part of picked.toRead) reading.mutate({ part, isOn });
  };

  return { pick, error: reading.error };
}
