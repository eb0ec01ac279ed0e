import { Checkbox, NumberInput } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import type { Exceptions } from '../../../core/deletion/exceptions.ts';
import { m } from '../../messages/messages.js';
import classes from './keep.module.css';

/** What is left out of the deletion by rule. Rows are ticked by hand in the table. */
export function KeepControls(props: {
  exceptions: Exceptions;
  onChange: (exceptions: Exceptions) => void;
  isDisabled: boolean;
  /** Whether this is what is decided first: the focus starts here. */
  isFirst: boolean;
}) {
  const { exceptions, onChange, isDisabled, isFirst } = props;
  const explains = useId();
  const newest = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst) newest.current?.select();
  }, [isFirst]);
  return (
    <fieldset className={classes.keep} disabled={isDisabled}>
      <legend className={classes.legend}>{m.keep_legend()}</legend>
      <NumberInput
        ref={newest}
        className={classes.newest}
        label={m.keep_newest()}
        aria-describedby={explains}
        size="xs"
        min={0}
        max={9999}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        value={exceptions.newest}
        onChange={(value) => onChange({ ...exceptions, newest: Number(value) || 0 })}
      />
      <span className={classes.of} id={explains}>
        {m.keep_newest_of()}
      </span>
      <Checkbox
        className={classes.inUse}
        size="xs"
        label={m.keep_in_use()}
        checked={exceptions.inUse}
        onChange={(event) => onChange({ ...exceptions, inUse: event.currentTarget.checked })}
      />
    </fieldset>
  );
}
