import { VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import { m } from '../../messages/messages.js';
import { SelectAll } from '../selection/select-all.tsx';
import type { Matching, Selection } from '../selection/selection.ts';
import { SortHead, type SortHeadProps } from './sort-head.tsx';
import classes from './tree.module.css';

/** What the columns are, above the lines however far they are scrolled, and the box that selects everything. */
export const TreeHead = memo(function TreeHead(
  props: SortHeadProps & {
    selection: Selection;
    matching: Matching | undefined;
    onPickAll: (isOn: boolean) => void;
  },
) {
  const by = { sorting: props.sorting, onSort: props.onSort };
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.row}>
        <span role="columnheader" className={classes.check}>
          <SelectAll selection={props.selection} matching={props.matching} onPick={props.onPickAll} />
        </span>
        <SortHead {...by} column="name" label={m.column_name()} />
        <SortHead {...by} column="versions" label={m.column_versions()} className={classes.wide} />
        <SortHead
          {...by}
          column="size"
          label={m.column_size()}
          className={`${classes.wide} ${classes.number}`}
        />
        <span role="columnheader" className={classes.wide}>
          {m.column_status()}
        </span>
        <span role="columnheader" className={classes.wide}>
          {m.column_services()}
        </span>
        <SortHead {...by} column="created" label={m.column_created()} className={classes.created} />
        <span role="columnheader">
          <VisuallyHidden>{m.column_actions()}</VisuallyHidden>
        </span>
      </div>
    </div>
  );
});
