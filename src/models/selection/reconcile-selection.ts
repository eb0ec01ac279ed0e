import type { ModelId } from '../../../core/contract/model.ts';
import type { ModelGroup } from '../../api/queries/models/model-groups.ts';
import { type Selection, withGroups } from './selection.ts';

/** What there is now of some names: their summaries, where there are any, and which of their versions are gone. */
export type NamesNow = {
  names: readonly string[];
  groups: readonly ModelGroup[];
  gone: ReadonlySet<ModelId>;
};

/** A selection without what is gone, and with the numbers of what there is now. */
export function withoutGone(selection: Selection, now: NamesNow): Selection {
  const kept = new Map(selection.names);
  const found = new Map(now.groups.map((group) => [group.model_name, group]));
  for (const name of now.names) if (!found.has(name)) kept.delete(name);
  const changed = [...found.values()].flatMap((group) => {
    const before = kept.get(group.model_name);
    if (!before) return [];
    const models = new Map([...before.models].filter(([id]) => !now.gone.has(id)));
    const { matching: versions, matching_size: model_size } = group;
    return [[group, { ...before, models, versions, model_size }] as const];
  });
  return withGroups({ ...selection, names: kept }, changed);
}

/** The versions that a selection lists of some names, one by one. */
export function listedOf({ names: selected }: Selection, names: readonly string[]): ModelId[] {
  return names.flatMap((name) => [...(selected.get(name)?.models.keys() ?? [])]);
}
