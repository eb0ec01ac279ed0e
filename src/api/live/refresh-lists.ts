import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '../../../core/console-api/live/events.ts';
import { queryKeys } from '../queries/query-keys.ts';
import { type ChangedNames, tellChangedNames } from './changed-names.ts';
import { type Changes, gatherChanges } from './gather-changes.ts';
import { patchGroups, rereadGroups } from './groups-cache.ts';

/** Keeps what is on screen as it is now, by what events tell of it. */
export function refreshLists(cache: QueryClient): { note: (event: LiveEvent) => void; stop: () => void } {
  const overview = soon(() => void cache.invalidateQueries({ queryKey: queryKeys.overview }));
  const { note, stop } = gatherChanges(({ names, deletions, mirror, activity }) => {
    overview.begin();
    if (names === 'any' || names.size > 0) refreshNames(cache, names);
    refreshDeletions(cache, deletions);
    if (mirror) void cache.invalidateQueries({ queryKey: queryKeys.mirror });
    if (activity) {
      void cache.invalidateQueries({ queryKey: queryKeys.activityNews });
      // What rules find by their schedules is told there.
      void cache.invalidateQueries({ queryKey: queryKeys.rules });
    }
  });
  return {
    note,
    stop: () => {
      stop();
      overview.stop();
    },
  };
}

/** What is told as a whole is read again once in so long, however much happens. In ms. */
const OVERVIEW_EVERY_MS = 1_000;

/** Does something a while after it was begun, once for all that began it in between. */
function soon(act: () => void) {
  let timer: number | undefined;
  return {
    begin: () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        act();
      }, OVERVIEW_EVERY_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Reads again what is on screen of names that changed, and tells whoever looks at them. */
export function refreshNames(cache: QueryClient, names: ChangedNames): void {
  if (names === 'any') {
    void rereadGroups(cache);
    void cache.invalidateQueries({ queryKey: queryKeys.versions });
    void cache.invalidateQueries({ queryKey: queryKeys.names });
  } else {
    void patchGroups(cache, names);
    for (const name of names) {
      void cache.invalidateQueries({ queryKey: queryKeys.versionsOf(name) });
      void cache.invalidateQueries({ queryKey: queryKeys.name(name) });
    }
  }
  // A service that comes or goes is told by the names of what it holds.
  void cache.invalidateQueries({ queryKey: queryKeys.services });
  void cache.invalidateQueries({ queryKey: queryKeys.details });
  void cache.invalidateQueries({ queryKey: queryKeys.protections });
  tellChangedNames(names);
}

function refreshDeletions(cache: QueryClient, ids: Changes['deletions']): void {
  if (ids === 'any') return void cache.invalidateQueries({ queryKey: queryKeys.deletions });
  if (ids.size > 0) {
    void cache.invalidateQueries({ queryKey: queryKeys.receiptLists });
    void cache.invalidateQueries({ queryKey: queryKeys.runs });
  }
  for (const id of ids) {
    // Events of a run come faster than a long receipt can be read: what is on its way comes, and is read again after it.
    void cache.invalidateQueries({ queryKey: queryKeys.receipt(id) }, { cancelRefetch: false });
  }
}
