import { VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import { m } from '../messages/messages.js';
import classes from './models.module.css';
import { PickAll } from './pick-all.tsx';
import type { Matching, Selection } from './selection.ts';

/** What the columns are, above the lines however far they are scrolled, and the box that selects everything. */
export const TreeHead = memo(function TreeHead(props: {
  selection: Selection;
  matching: Matching | undefined;
  onPickAll: (isOn: boolean) => void;
}) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.row}>
        <span role="columnheader" className={classes.check}>
          <PickAll selection={props.selection} matching={props.matching} onPick={props.onPickAll} />
        </span>
        <span role="columnheader">{m.column_name()}</span>
        <span role="columnheader" className={classes.wide}>
          {m.column_versions()}
        </span>
        <span role="columnheader" className={`${classes.wide} ${classes.number}`}>
          {m.column_size()}
        </span>
        <span role="columnheader" className={classes.wide}>
          {m.column_status()}
        </span>
        <span role="columnheader" className={classes.wide}>
          {m.column_services()}
        </span>
        <span role="columnheader" className={classes.wide}>
          {m.column_created()}
        </span>
        <span role="columnheader">
          <VisuallyHidden>{m.column_actions()}</VisuallyHidden>
        </span>
      </div>
    </div>
  );
});
