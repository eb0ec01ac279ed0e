import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { matchingVersionsQuery } from '../../api/queries/model-groups.ts';
import { type ListedNames, versionsOfNamesQuery } from '../../api/queries/models.ts';
import { queryKeys } from '../../api/queries/query-keys.ts';
import { type DeletionSubject, partsOf, type SubjectPart } from '../deletion-scope.ts';

/** What the registry has of a subject now: its parts, when it is a set, and every version of its names. */
export type LookedUp = ListedNames & { parts: readonly SubjectPart[] };

/**
 * Asks what a subject is now: first what its filter finds, if it is one, then the registry itself.
 *
 * @param asker tells the askings of one dialog from those of another.
 */
export function lookUpQuery(cache: QueryClient, project: string, subject: DeletionSubject, asker: string) {
  return queryOptions({
    queryKey: queryKeys.lookUp(project, asker),
    queryFn: async (): Promise<LookedUp> => {
      const parts = await partsNow(cache, subject);
      const names = subject.kind === 'name' ? [subject.name] : parts.map((part) => part.name);
      return { parts, ...(await cache.fetchQuery(versionsOfNamesQuery(project, names))) };
    },
    staleTime: 0,
    gcTime: 0,
  });
}

async function partsNow(cache: QueryClient, subject: DeletionSubject): Promise<readonly SubjectPart[]> {
  switch (subject.kind) {
    case 'name':
      return [];
    case 'set':
      return subject.parts;
    case 'matching':
      return partsOf(await cache.fetchQuery(matchingVersionsQuery(subject.narrowing)), subject.except);
    default:
      return subject satisfies never;
  }
}
