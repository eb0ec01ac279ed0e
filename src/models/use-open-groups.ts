import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Narrowing, readAllVersions } from '../api/model-groups.ts';
import type { OpenGroup } from './tree-rows.ts';

/** Which groups are open, and the versions that each of them shows. */
export function useOpenGroups(narrowing: Narrowing) {
  const [names, setNames] = useState<readonly string[]>([]);
  const results = useQueries({
    queries: names.map((name) => ({
      queryKey: ['models', 'versions', name, narrowing],
      queryFn: () => readAllVersions(name, narrowing),
    })),
    combine: (list) => list.map(({ data, error, refetch }) => ({ versions: data, error, refetch })),
  });
  const openGroups = useMemo(
    () => new Map(names.map((name, index): [string, OpenGroup] => [name, results[index] ?? { error: null }])),
    [names, results],
  );
  return {
    openGroups,
    toggle: (name: string) =>
      setNames(names.includes(name) ? names.filter((open) => open !== name) : [...names, name]),
    reload: (name: string) => void results[names.indexOf(name)]?.refetch(),
  };
}
