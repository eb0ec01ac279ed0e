import { Switch, Title } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { m } from '../../messages/messages.js';
import classes from './plots.module.css';

/** A plot under its heading, or the same as a table. */
export function PlotCard(props: {
  title: string;
  text: ReactNode;
  plot: ReactNode;
  /** Is drawn only when it is asked for. */
  table: () => ReactNode;
}) {
  const [isTable, setTable] = useState(false);
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.cardHead}>
        <Title order={2} size="h5" id={id}>
          {props.title}
        </Title>
        <Switch
          size="xs"
          label={m.overview_as_table()}
          aria-label={m.overview_as_table_of({ plot: props.title })}
          checked={isTable}
          onChange={(event) => setTable(event.currentTarget.checked)}
        />
      </div>
      <div className={classes.text}>{props.text}</div>
      {isTable ? props.table() : props.plot}
    </section>
  );
}
