import type { TreeRow } from '../rows/tree-rows.ts';
import type { LineActions } from './line-actions.ts';

/** What a line of the list is drawn from; its functions stay the same, so that it is drawn again only when it changes. */
export type LineProps = {
  row: TreeRow;
  /** Which line of the list it is, from 0, and how high each is, in px. */
  index: number;
  height: number;
  /** Whether there is no room for columns: what they hold stands below the name. */
  isNarrow: boolean;
  /** Whether the keyboard is on it. */
  isActive: boolean;
  selected: 'all' | 'some' | 'none';
  mayDelete: boolean;
  /** The run that is about to delete it, or some of it. */
  deletingBy: string | undefined;
  /** Whether what no service is known to use is not in use. */
  areServicesKnown: boolean;
  actions: LineActions;
};

/** What places a line in the list: its position, and whether the keyboard is on it. */
export type LinePlace = {
  'aria-rowindex': number;
  'data-row-key': string;
  tabIndex: 0 | -1;
  onFocus: () => void;
  style: { top: number; height: number };
};

/** What the lines of names and of versions alike are drawn from. */
export type RowProps<Kind extends TreeRow['kind']> = Omit<
  LineProps,
  'row' | 'index' | 'height' | 'isActive'
> & {
  row: Extract<TreeRow, { kind: Kind }>;
  place: LinePlace;
};
