import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ListedNames } from '../../../core/contract/listed-names.ts';
import type { Protection } from '../../../core/deletion/protection.ts';
import { matchingVersionsQuery } from '../../api/queries/models/model-groups.ts';
import { protectionsQuery } from '../../api/queries/models/protections.ts';
import { queryKeys } from '../../api/queries/query-keys.ts';
import { type DeletionScope, partsOf, type ScopePart } from '../deletion-scope.ts';
import { type Listed, listNamesNow } from './list-names.ts';

/**
 * What the registry has of a scope now: its parts, when it is a set, every version of its names, and what of them is
 * protected.
 */
export type LookedUp = ListedNames & { parts: readonly ScopePart[]; protections: readonly Protection[] };

/** How many of the names of a scope are looked up. */
export type LookUpProgress = { looked: number; outOf: number };

/**
 * Asks what a scope is now: first what its filter finds, if it is one, then the registry itself, until all names
 * are listed or nobody waits for them any more.
 *
 * @param asker tells the askings of one dialog from those of another.
 * @param onProgress hears of each name that is listed.
 */
export function lookUpQuery(
  cache: QueryClient,
  where: Listed,
  scope: DeletionScope,
  { asker, onProgress }: { asker: string; onProgress: (progress: LookUpProgress) => void },
) {
  return queryOptions({
    queryKey: queryKeys.lookUp(where.project, asker),
    queryFn: async ({ signal }): Promise<LookedUp> => {
      const parts = await partsNow(cache, scope);
      const names = scope.kind === 'name' ? [scope.name] : parts.map((part) => part.name);
      let looked = 0;
      onProgress({ looked, outOf: names.length });
      const onListed = (count: number) => {
        looked += count;
        onProgress({ looked, outOf: names.length });
      };
      const [listed, protections] = await Promise.all([
        listNamesNow(where, names, { signal, onListed }),
        cache.fetchQuery(protectionsQuery(names)),
      ]);
      return { parts, ...listed, protections };
    },
    staleTime: 0,
    gcTime: 0,
  });
}

async function partsNow(cache: QueryClient, scope: DeletionScope): Promise<readonly ScopePart[]> {
  switch (scope.kind) {
    case 'name':
      return [];
    case 'set':
      return scope.parts;
    case 'matching':
      return partsOf(await cache.fetchQuery(matchingVersionsQuery(scope.filters)), scope.except);
    default:
      return scope satisfies never;
  }
}
