import type { ModelId } from '../../core/contract/model.ts';
import type { ModelGroup, VersionRow } from '../api/model-groups.ts';

/**
 * What is selected of one name: all of it but some, or just some. `models` holds those some, with their sizes in
 * bytes. A selection describes a set; it need not have read every id in it.
 */
export type GroupSelection = {
  mode: 'all' | 'some';
  models: ReadonlyMap<ModelId, number>;
  /** The name's summary when it was selected. */
  versions: number;
  model_size: number;
};

/** What is selected, by name. Names with nothing selected are absent. */
export type Selection = ReadonlyMap<string, GroupSelection>;

export const NOTHING_SELECTED: Selection = new Map();

/** How much of a group is selected: what its checkbox shows. */
export function groupState(selection: Selection, name: string): 'all' | 'some' | 'none' {
  const selected = selection.get(name);
  if (!selected) return 'none';
  return countGroup(selected).versions === selected.versions ? 'all' : 'some';
}

export function isVersionSelected(selection: Selection, version: VersionRow): boolean {
  const selected = selection.get(version.model_name);
  if (!selected) return false;
  return selected.models.has(version.model_id) === (selected.mode === 'some');
}

/** Selects every version of a name, or none. */
export function selectGroup(selection: Selection, group: ModelGroup, isOn: boolean): Selection {
  const { versions, model_size } = group;
  return withGroup(selection, group.model_name, {
    mode: isOn ? 'all' : 'some',
    models: new Map(),
    versions,
    model_size,
  });
}

/** Selects or leaves out these versions of one name. */
export function selectVersions(
  selection: Selection,
  group: ModelGroup,
  rows: readonly VersionRow[],
  isOn: boolean,
): Selection {
  const { versions, model_size } = group;
  const before = selection.get(group.model_name) ?? { mode: 'some', models: new Map(), versions, model_size };
  const models = new Map(before.models);
  for (const row of rows) {
    if ((before.mode === 'some') === isOn) models.set(row.model_id, row.model_size ?? 0);
    else models.delete(row.model_id);
  }
  return withGroup(selection, group.model_name, { ...before, models });
}

function withGroup(selection: Selection, name: string, group: GroupSelection): Selection {
  const after = new Map(selection);
  if (countGroup(group).versions > 0) after.set(name, group);
  else after.delete(name);
  return after;
}

/** Counts and bytes of what is selected. */
export function countSelection(selection: Selection): { names: number; versions: number; size: number } {
  let versions = 0;
  let size = 0;
  for (const group of selection.values()) {
    const counted = countGroup(group);
    versions += counted.versions;
    size += counted.size;
  }
  return { names: selection.size, versions, size };
}

function countGroup({ mode, models, versions, model_size }: GroupSelection): {
  versions: number;
  size: number;
} {
  const listed = [...models.values()].reduce((sum, size) => sum + size, 0);
  return mode === 'some'
    ? { versions: models.size, size: listed }
    : { versions: versions - models.size, size: model_size - listed };
}
