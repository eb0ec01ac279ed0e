import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Dispatch, SetStateAction } from 'react';
import { GROUPS_PER_PAGE } from '../../../core/console-api/models/model-groups.ts';
import type { ModelId } from '../../../core/contract/model.ts';
import { useChangedNames } from '../../api/live/changed-names.ts';
import { sessionQuery } from '../../api/queries/access/session.ts';
import { readGroups } from '../../api/queries/models/model-groups.ts';
import { serviceCheckQuery } from '../../api/queries/models/models.ts';
import { listedOf, withoutGone } from './reconcile-selection.ts';
import type { Selection } from './selection.ts';

/** Keeps a selection true while others change the registry: what is gone leaves it, and its numbers follow. */
export function useReconciledSelection(
  selection: Selection,
  onSelect: Dispatch<SetStateAction<Selection>>,
): void {
  const cache = useQueryClient();
  useChangedNames(async (changed) => {
    const names = [...selection.names.keys()].filter((name) => changed === 'any' || changed.has(name));
    if (names.length === 0) return;
    try {
      const pages = await Promise.all(
        inParts(names).map((part) => readGroups(part, selection.matching?.filters ?? {})),
      );
      const gone = await goneOf(cache, listedOf(selection, names));
      onSelect((now) => withoutGone(now, { names, groups: pages.flatMap((page) => page.groups), gone }));
    } catch (error) {
      console.warn('The selection could not be looked at again; the deletion dialog will.', error);
    }
  });
}

/** Who is asked about the services of versions tells nothing of those that are gone; a remote registry does not say. */
async function goneOf(cache: QueryClient, ids: readonly ModelId[]): Promise<Set<ModelId>> {
  if (cache.getQueryData(sessionQuery.queryKey)?.is_mirrored) return new Set();
  const { services } = await cache.fetchQuery(serviceCheckQuery(ids));
  return new Set(ids.filter((id) => !services.has(id)));
}

function inParts(names: readonly string[]): string[][] {
  const count = Math.ceil(names.length / GROUPS_PER_PAGE);
  return Array.from({ length: count }, (_, nth) =>
    names.slice(nth * GROUPS_PER_PAGE, (nth + 1) * GROUPS_PER_PAGE),
  );
}
