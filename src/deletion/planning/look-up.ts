import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ListedNames } from '../../../core/contract/listed-names.ts';
import type { Protection } from '../../../core/deletion/protection.ts';
import { matchingVersionsQuery } from '../../api/queries/models/model-groups.ts';
import { versionsOfNamesQuery } from '../../api/queries/models/models.ts';
import { protectionsQuery } from '../../api/queries/models/protections.ts';
import { queryKeys } from '../../api/queries/query-keys.ts';
import { type DeletionScope, partsOf, type ScopePart } from '../deletion-scope.ts';

/**
 * What the registry has of a scope now: its parts, when it is a set, every version of its names, and what of them is
 * protected.
 */
export type LookedUp = ListedNames & { parts: readonly ScopePart[]; protections: readonly Protection[] };

/**
 * Asks what a scope is now: first what its filter finds, if it is one, then the registry itself.
 *
 * @param asker tells the askings of one dialog from those of another.
 */
export function lookUpQuery(cache: QueryClient, project: string, scope: DeletionScope, asker: string) {
  return queryOptions({
    queryKey: queryKeys.lookUp(project, asker),
    queryFn: async (): Promise<LookedUp> => {
      const parts = await partsNow(cache, scope);
      const names = scope.kind === 'name' ? [scope.name] : parts.map((part) => part.name);
      const [listed, protections] = await Promise.all([
        cache.fetchQuery(versionsOfNamesQuery(project, names)),
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
