import type { ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import type { ModelId } from '../../../core/contract/model.ts';
import type { ModelGroup, VersionRow } from '../../api/queries/models/model-groups.ts';
import type { DeletionScope } from '../../deletion/deletion-scope.ts';

/**
 * What is selected of one name: all of it but some, or just some. `models` holds those some, with their sizes in
 * bytes. A selection describes a set; it need not have read every id in it.
 */
export type GroupSelection = {
  mode: 'all' | 'some';
  models: ReadonlyMap<ModelId, number>;
  /** How many versions "all of it" are, and their bytes, when it was selected. */
  versions: number;
  model_size: number;
};

/** Everything that a filter finds, on screen or not; `is_at_least` when not all of it was counted. Sizes in bytes. */
export type Matching = {
  filters: ModelFilters;
  names: number;
  versions: number;
  model_size: number;
  is_at_least: boolean;
};

/** What is selected, by name. With `matching`, names that are absent are selected as far as the filter finds them. */
export type Selection = { matching?: Matching; names: ReadonlyMap<string, GroupSelection> };

/** The selection of nothing, which a page begins with. */
export const NOTHING_SELECTED: Selection = { names: new Map() };

/** How much of a group is selected: what its checkbox shows. */
export function groupState({ matching, names }: Selection, group: ModelGroup): 'all' | 'some' | 'none' {
  const selected = names.get(group.model_name);
  const count = selected ? countVersions(selected) : matching ? group.matching : 0;
  if (count === 0) return 'none';
  return count === group.versions ? 'all' : 'some';
}

/** Whether a version on screen is selected. */
export function isVersionSelected({ matching, names }: Selection, version: VersionRow): boolean {
  const selected = names.get(version.model_name);
  if (!selected) return matching !== undefined;
  return selected.models.has(version.model_id) === (selected.mode === 'some');
}

/** Selects every version of names that the list shows, or none; without `matching`, it must show all of them. */
export function selectGroups(selection: Selection, groups: readonly ModelGroup[], isOn: boolean): Selection {
  const mode = isOn ? 'all' : 'some';
  return withGroups(
    selection,
    groups.map((group) => [group, { mode, models: new Map(), ...sizeOf(group) }]),
  );
}

/** Selects or leaves out these versions of one name. */
export function selectVersions(
  selection: Selection,
  group: ModelGroup,
  rows: readonly VersionRow[],
  isOn: boolean,
): Selection {
  const mode = selection.matching ? 'all' : 'some';
  const before = selection.names.get(group.model_name) ?? { mode, models: new Map(), ...sizeOf(group) };
  const models = new Map(before.models);
  for (const row of rows) {
    if ((before.mode === 'some') === isOn) models.set(row.model_id, row.model_size ?? 0);
    else models.delete(row.model_id);
  }
  return withGroups(selection, [[group, { ...before, models }]]);
}

function sizeOf({ matching, matching_size }: ModelGroup) {
  return { versions: matching, model_size: matching_size };
}

/** Sets what is selected of names; what is as if nobody had touched the name is not kept. */
export function withGroups(
  selection: Selection,
  changed: readonly (readonly [ModelGroup, GroupSelection])[],
): Selection {
  const names = new Map(selection.names);
  for (const [{ model_name }, group] of changed) {
    const isUntouched = countVersions(group) === (selection.matching ? group.versions : 0);
    if (isUntouched) names.delete(model_name);
    else names.set(model_name, group);
  }
  return { ...selection, names };
}

/** Counts and bytes of what is selected; no bytes where they are not known without reading more. */
export function countSelection({ matching, names }: Selection): {
  names: number;
  versions: number;
  size: number | undefined;
} {
  const counted = [...names.values()].map((group) => ({ of: group.versions, ...countGroup(group) }));
  const sum = (count: (group: (typeof counted)[number]) => number) =>
    counted.reduce((total, group) => total + count(group), 0);
  if (!matching) return { names: names.size, versions: sum((g) => g.versions), size: sum((g) => g.size) };
  return {
    names: matching.names - counted.filter((group) => group.versions === 0).length,
    versions: matching.versions - sum((group) => group.of - group.versions),
    size: names.size === 0 && !matching.is_at_least ? matching.model_size : undefined,
  };
}

function countGroup(group: GroupSelection): { versions: number; size: number } {
  const listed = [...group.models.values()].reduce((sum, size) => sum + size, 0);
  return {
    versions: countVersions(group),
    size: group.mode === 'some' ? listed : group.model_size - listed,
  };
}

function countVersions({ mode, models, versions }: GroupSelection): number {
  return mode === 'some' ? models.size : versions - models.size;
}

/** What is selected, as something to delete. */
export function scopeOfSelection({ matching, names }: Selection): DeletionScope {
  const parts = [...names].map(([name, { mode, models }]) => ({ name, mode, ids: new Set(models.keys()) }));
  return matching ? { kind: 'matching', filters: matching.filters, except: parts } : { kind: 'set', parts };
}
