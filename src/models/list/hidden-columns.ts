import { createStore } from 'zustand/vanilla';
import { readRemembered } from '../../ui/remembered.ts';

/** Under which key this browser remembers them. */
export const HIDDEN_COLUMNS = 'coppice-hidden-columns';

/** The columns of the list that are hidden, as was chosen in this browser, with a space between them. */
export const hiddenColumns = createStore(() => readRemembered(HIDDEN_COLUMNS) ?? '');
