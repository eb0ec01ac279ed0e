import { queryOptions } from '@tanstack/react-query';
import { ModelOwners, OwnerNames } from '../../../../core/console-api/models/owner-names.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { queryKeys } from '../query-keys.ts';

/** The names of an owner's id; it is missing where the gateway does not know them. */
export function ownerNamesQuery(owner: string) {
  return queryOptions({
    queryKey: queryKeys.ownerNames(owner),
    queryFn: async ({ signal }) => {
      const { data } = await http.post('/api/owner-names', { owners: [owner] }, { signal });
      return parseAnswer(OwnerNames, data).names;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Who owns versions of the project, those who own most first. */
export const modelOwnersQuery = queryOptions({
  queryKey: queryKeys.modelOwners,
  queryFn: async ({ signal }) =>
    parseAnswer(ModelOwners, (await http.get('/api/model-owners', { signal })).data),
});
