import { createStore } from 'zustand/vanilla';
import { readRemembered, remember } from './remembered.ts';

const KEY = 'coppice-density';

/** Whether lines are to be low, as was chosen in this browser. */
export const compact = createStore(() => readRemembered(KEY) === 'compact');

/** Chooses how high lines are, and remembers it. */
export function setCompact(isNow: boolean): void {
  compact.setState(isNow);
  remember(KEY, isNow ? 'compact' : 'comfortable');
}
