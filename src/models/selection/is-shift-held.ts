import type { ChangeEvent } from 'react';

/** Whether a checkbox was clicked with Shift held: a range, as file managers have it. */
export function isShiftHeld({ nativeEvent }: ChangeEvent): boolean {
  return 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true;
}
