import * as z from 'zod';
import { createStore } from 'zustand/vanilla';
import { readRemembered, remember } from '../../ui/remembered.ts';

/** A filter of the list under a name: the query of its address. */
const SavedFilter = z.object({ name: z.string(), query: z.string() });
export type SavedFilter = z.infer<typeof SavedFilter>;

const KEY = 'coppice-saved-filters';

/** How many a project can have, and how long the name of one may be. */
export const MAX_SAVED = 50;
export const MAX_SAVED_NAME = 64;

const Saved = z.record(z.string(), z.array(SavedFilter)).catch({});

/** What was saved in this browser, by project. */
export const savedFilters = createStore(() => Saved.parse(parseJson(readRemembered(KEY) ?? '{}')));

/** Saves a filter, in place of one that has its name. */
export function saveFilter(project: string, filter: SavedFilter): void {
  const others = othersThan(project, filter.name);
  write(
    project,
    [...others, filter].toSorted((a, b) => a.name.localeCompare(b.name)),
  );
}

/** Forgets a filter. */
export function removeFilter(project: string, name: string): void {
  write(project, othersThan(project, name));
}

function othersThan(project: string, name: string): SavedFilter[] {
  return (savedFilters.getState()[project] ?? []).filter((other) => other.name !== name);
}

function write(project: string, filters: SavedFilter[]): void {
  savedFilters.setState({ [project]: filters });
  remember(KEY, JSON.stringify(savedFilters.getState()));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
