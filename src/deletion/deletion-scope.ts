import type { ModelFilters } from '../../core/console-api/models/model-group-queries.ts';
import { isSameId, normalId } from '../../core/contract/id.ts';
import type { ModelId, ModelListItem } from '../../core/contract/model.ts';
import { newestFirst } from '../../core/deletion/exceptions.ts';
import type { Plan } from '../../core/deletion/plan.ts';

/** What somebody wants to delete, before the registry was asked what that is now. */
export type DeletionScope =
  /**
   * One version, by its id or by its number, or by cascade all of its name (`isWhole`: from the start); without either the
   * newest version. `keepNewest`: of which so many are kept at first, which is what is asked about first.
   */
  | {
      kind: 'name';
      name: string;
      targetId?: ModelId;
      targetVersion?: string;
      isWhole?: true;
      keepNewest?: number;
    }
  /** Chosen versions of one name or more. */
  | { kind: 'set'; parts: readonly ScopePart[] }
  /** Everything that a filter finds; of the names in `except` as those parts say, of what the filter finds of them. */
  | { kind: 'matching'; filters: ModelFilters; except: readonly ScopePart[] };

/** Of one name: just these ids (`some`), or everything but these (`all`). */
export type ScopePart = { name: string; mode: 'all' | 'some'; ids: ReadonlySet<ModelId> };

/** The names of a scope; undefined where any may be, by what it finds. */
export function namesOf(scope: DeletionScope): readonly string[] | undefined {
  switch (scope.kind) {
    case 'name':
      return [scope.name];
    case 'set':
      return scope.parts.map((part) => part.name);
    case 'matching':
      return undefined;
    default:
      return scope satisfies never;
  }
}

/** What a filter finds of one name. */
export type MatchingName = { model_name: string; model_ids: readonly ModelId[] };

/** What a scope of all that matches means for what the filter finds now, name by name. */
export function partsOf(found: readonly MatchingName[], except: readonly ScopePart[]): ScopePart[] {
  const parts = found.map(({ model_name: name, model_ids }): ScopePart => {
    const part = except.find((other) => other.name === name);
    const ids = part ? model_ids.filter((id) => part.ids.has(id) === (part.mode === 'some')) : model_ids;
    return { name, mode: 'some', ids: new Set(ids) };
  });
  return parts.filter(({ ids }) => ids.size > 0);
}

/** What a scope means for the versions that there are now. */
export type Candidates = {
  /** Every version of the names concerned. */
  listed: readonly ModelListItem[];
  /** Those that are to go, unless they are left out. */
  candidates: readonly ModelListItem[];
  target?: ModelId;
};

/** The candidates of one name: one version, or by cascade every version. */
export function candidatesOfName(
  listed: readonly ModelListItem[],
  { targetId, targetVersion }: { targetId?: ModelId; targetVersion?: string },
  cascade: boolean,
): Candidates {
  const [newest] = newestFirst(listed);
  const isMeant = ({ model_id, model_version }: ModelListItem) =>
    targetId === undefined ? model_version === targetVersion : isSameId(model_id, targetId);
  const target = (targetId ?? targetVersion) === undefined ? newest : listed.find(isMeant);
  if (!target) return { listed, candidates: [] };
  return { listed, candidates: cascade ? listed : [target], target: target.model_id };
}

/** The candidates of a set. */
export function candidatesOfSet(listed: readonly ModelListItem[], parts: readonly ScopePart[]): Candidates {
  const byName = new Map(
    parts.map(({ name, mode, ids }) => [name, { mode, ids: new Set([...ids].map(normalId)) }]),
  );
  const candidates = listed.filter(({ model_id, model_name }) => {
    const part = byName.get(model_name);
    return part !== undefined && part.ids.has(normalId(model_id)) === (part.mode === 'some');
  });
  return { listed, candidates };
}

/** What a plan was made for: whole names as they are by now, and of the others its versions. */
export function scopeOfPlan({ affected, cascades }: Plan): DeletionScope {
  const byName = Map.groupBy(affected, (version) => version.model_name);
  const parts = [...byName].map(([name, ofName]): ScopePart => {
    if (cascades.includes(name)) return { name, mode: 'all', ids: new Set() };
    return { name, mode: 'some', ids: new Set(ofName.map((version) => version.model_id)) };
  });
  return { kind: 'set', parts };
}

/** Just these versions, by id: what a retry, or going on, is about. */
export function scopeOfRows(rows: readonly { model_id: ModelId; model_name: string }[]): DeletionScope {
  const byName = Map.groupBy(rows, (row) => row.model_name);
  const parts = [...byName].map(([name, ofName]): ScopePart => {
    return { name, mode: 'some', ids: new Set(ofName.map((row) => row.model_id)) };
  });
  return { kind: 'set', parts };
}
