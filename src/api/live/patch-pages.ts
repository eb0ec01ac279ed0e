import type { Sorting } from '../../../core/console-api/models/model-group-queries.ts';
import type { ModelGroup, ModelGroupPage } from '../../../core/console-api/models/model-groups.ts';

/**
 * The pages of a list after some of its names changed: they are as if they were read again now.
 *
 * @param names those that changed.
 * @param now what the list finds of them now, up to where its last page ends, and what it finds in all.
 */
export function patchPages(
  pages: readonly ModelGroupPage[],
  names: ReadonlySet<string>,
  now: ModelGroupPage,
  sorting: Sorting,
): ModelGroupPage[] {
  const { total, is_empty_registry } = now;
  const isChanged = (group: ModelGroup) => names.has(group.model_name);
  const left = pages.map((page, nth) => {
    const kept = page.groups.some(isChanged) ? page.groups.filter((group) => !isChanged(group)) : page.groups;
    return { ...page, groups: kept, ...(nth === 0 && { total, is_empty_registry }) };
  });
  for (const group of now.groups) {
    const isBefore = (other: ModelGroup) => compare(other, group, sorting) < 0;
    // The first page that ends behind it, or the last one.
    const at = left.findIndex(({ groups }) => {
      const last = groups.at(-1);
      return last !== undefined && !isBefore(last);
    });
    const page = left.at(at);
    if (page) left.splice(at, 1, { ...page, groups: inserted(page.groups, group, isBefore) });
  }
  return left;
}

function inserted(
  groups: readonly ModelGroup[],
  group: ModelGroup,
  isBefore: (other: ModelGroup) => boolean,
) {
  const at = groups.findIndex((other) => !isBefore(other));
  return groups.toSpliced(at < 0 ? groups.length : at, 0, group);
}

const SORTED_BY = {
  versions: 'versions',
  size: 'model_size',
  created: 'latest_create_at',
} as const satisfies Record<string, keyof ModelGroup>;

/**
 * As the gateway sorts: by the column, and where that is the same by name, both in the same direction. Names are of
 * ASCII characters, so JavaScript compares them as the collation "C" does.
 */
function compare(a: ModelGroup, b: ModelGroup, { sort, order }: Sorting): number {
  const column = sort === 'versions' || sort === 'size' || sort === 'created' ? SORTED_BY[sort] : undefined;
  const ascending = (column && a[column] - b[column]) || (a.model_name < b.model_name ? -1 : 1);
  return order === 'desc' ? -ascending : ascending;
}
