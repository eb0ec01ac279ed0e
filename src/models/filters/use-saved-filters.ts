import { useSyncExternalStore } from 'react';
import { useProject } from '../../session/session-hooks.ts';
import { type SavedFilter, savedFilters } from './saved-filters.ts';

const NONE: readonly SavedFilter[] = [];

/** The filters that were saved in this browser for the project that one is in. */
export function useSavedFilters(): readonly SavedFilter[] {
  const project = useProject();
  return useSyncExternalStore(savedFilters.subscribe, savedFilters.getState)[project] ?? NONE;
}
