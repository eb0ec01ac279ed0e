import type { ChangeEvent } from 'react';
import classes from './ui.module.css';

/** A checkbox of a list. It is the browser's own, since a scroll makes hundreds of them in a second. */
export function CheckBox(props: {
  label: string;
  state: 'all' | 'some' | 'none';
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  disabled?: boolean;
  /** Whether Tab comes to it; the keys of the list do what those of its lines do. */
  isStop?: boolean;
}) {
  const isMixed = props.state === 'some';
  return (
    <input
      type="checkbox"
      className={classes.checkBox}
      checked={props.state === 'all'}
      ref={(box) => {
        if (box) box.indeterminate = isMixed;
      }}
      data-indeterminate={isMixed || undefined}
      onChange={props.onChange}
      aria-label={props.label}
      disabled={props.disabled}
      tabIndex={props.isStop ? 0 : -1}
    />
  );
}

/** Whether a checkbox was clicked with Shift held: a range, as file managers have it. */
export function isShiftHeld({ nativeEvent }: ChangeEvent): boolean {
  return 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true;
}
