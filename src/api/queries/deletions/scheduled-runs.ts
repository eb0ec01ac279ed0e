import { useMutation, useQueryClient } from '@tanstack/react-query';
import { http } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { queryKeys } from '../query-keys.ts';

/** Declines what a rule proposes, with a note, which may be empty. */
export function useDeclineProposal(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (note: string) => {
      await http.post(pathOf('api', 'scheduled-runs', id, 'decline'), { note });
    },
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.rules }),
  });
}
