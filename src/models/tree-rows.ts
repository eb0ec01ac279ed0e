import type { ModelGroup, VersionRow } from '../api/model-groups.ts';

/** One line of the list. `key` stays the same while the thing it shows is the same. */
export type TreeRow =
  | { kind: 'group'; key: string; group: ModelGroup; isOpen: boolean }
  | { kind: 'version'; key: string; group: ModelGroup; version: VersionRow; place: number; outOf: number }
  | { kind: 'loading'; key: string }
  | { kind: 'failed'; key: string; group: ModelGroup; error: unknown };

/** What is known of an open group's versions. */
export type OpenGroup = { versions?: readonly VersionRow[] | undefined; error: unknown };

/** Lays groups and the versions of the open ones out as one list of lines. */
export function treeRows(groups: readonly ModelGroup[], open: ReadonlyMap<string, OpenGroup>): TreeRow[] {
  return groups.flatMap((group): TreeRow[] => {
    const opened = open.get(group.model_name);
    const head: TreeRow = {
      kind: 'group',
      key: `group ${group.model_name}`,
      group,
      isOpen: opened !== undefined,
    };
    return opened ? [head, ...versionRows(group, opened)] : [head];
  });
}

function versionRows(group: ModelGroup, { versions, error }: OpenGroup): TreeRow[] {
  if (versions) {
    return versions.map((version, index) => ({
      kind: 'version',
      key: `version ${version.model_id}`,
      group,
      version,
      place: index + 1,
      outOf: versions.length,
    }));
  }
  if (error) return [{ kind: 'failed', key: `failed ${group.model_name}`, group, error }];
  return Array.from({ length: group.matching }, (_, index) => ({
    kind: 'loading',
    key: `loading ${group.model_name} ${index}`,
  }));
}
