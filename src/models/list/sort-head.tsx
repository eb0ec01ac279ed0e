import type { Sorting } from '../../../core/console-api/models/model-group-queries.ts';
import classes from './tree.module.css';

/** How each column is first sorted: in the order that is most often wanted. */
const SORT_ORDERS = {
  name: 'asc',
  versions: 'desc',
  size: 'desc',
  created: 'desc',
} as const satisfies Record<Sorting['sort'], Sorting['order']>;

/** How the list is sorted, and what sorts it otherwise. */
export type SortHeadProps = { sorting: Sorting; onSort: (sorting: Sorting) => void };

/** The head of a column that the list can be sorted by; pressed again, the other way round. */
export function SortHead(
  props: SortHeadProps & { column: Sorting['sort']; label: string; className?: string | undefined },
) {
  const { column, sorting, className } = props;
  const isSorted = sorting.sort === column;
  const order = !isSorted ? SORT_ORDERS[column] : sorting.order === 'asc' ? 'desc' : 'asc';
  const direction = sorting.order === 'asc' ? 'ascending' : 'descending';
  return (
    <span role="columnheader" aria-sort={isSorted ? direction : 'none'} className={className}>
      <button type="button" className={classes.sorter} onClick={() => props.onSort({ sort: column, order })}>
        {props.label}
      </button>
    </span>
  );
}
