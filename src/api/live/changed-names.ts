import { useEffect, useEffectEvent } from 'react';

/** The names whose versions or services changed; 'any' where that is not told, or they are many. */
export type ChangedNames = ReadonlySet<string> | 'any';

const watchers = new Set<(names: ChangedNames) => void>();

/** Tells everybody who looks at names that some changed. */
export function tellChangedNames(names: ChangedNames): void {
  for (const watcher of watchers) watcher(names);
}

/** Calls back whenever names have changed in the registry, wherever that was done. */
export function useChangedNames(onChange: (names: ChangedNames) => void): void {
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    const watcher = (names: ChangedNames) => tell(names);
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
    };
  }, []);
}

/** Whether any of these names is among those that changed. */
export function isConcerned(changed: ChangedNames, names: Iterable<string>): boolean {
  if (changed === 'any') return true;
  for (const name of names) if (changed.has(name)) return true;
  return false;
}
