import { useQuery } from '@tanstack/react-query';
import { modelOwnersQuery } from '../../api/queries/models/owner-names.ts';

/** The names of owners of versions, as far as they are known; otherwise they are called by their ids. */
export function useOwnerNames(): (owner: string) => string {
  const { data } = useQuery(modelOwnersQuery);
  const names = new Map(data?.owners.map(({ owner, owner_name }) => [owner, owner_name]));
  return (owner) => names.get(owner) || owner;
}
