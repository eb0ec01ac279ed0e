import { createStore } from 'zustand/vanilla';

/** Whether changes are told as they happen. Between two streams they are, unless it takes long. */
export const toldLive = createStore(() => true);

/** For how long what was read counts as new, in ms: while changes are told, until one is. */
export function liveStaleTime(): number {
  return toldLive.getState() ? Number.POSITIVE_INFINITY : 10_000;
}
