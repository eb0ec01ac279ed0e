import type { SyntheticEvent } from 'react';

/**
 * For what shows a time: on hover and on focus a tip says it exactly, here and in UTC. What draws it comes with the first.
 *
 * @param at in ms since the epoch.
 */
export function exactOnReach(at: number) {
  const show = ({ currentTarget }: SyntheticEvent<HTMLElement>) => {
    void import('./exact-time.ts').then(({ showExactTime }) => showExactTime(currentTarget, at));
  };
  return { onPointerEnter: show, onFocus: show };
}
