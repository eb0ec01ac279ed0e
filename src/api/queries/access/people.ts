import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';
import { type NewPerson, People, PeopleChange } from '../../../../core/console-api/access/people.ts';
import type { RoleOrNone } from '../../../../core/contract/roles.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { queryKeys } from '../query-keys.ts';

/** Who has a session or was last seen when is told by no stream. In ms. */
const ASKED_EVERY_MS = 30_000;

/** Everybody of the account, for its administrators. */
export const peopleQuery = queryOptions({
  queryKey: queryKeys.people,
  queryFn: async ({ signal }) => parseAnswer(People, (await http.get('/api/people', { signal })).data),
  refetchInterval: ASKED_EVERY_MS,
});

/** What is done to somebody. */
export type PersonChange =
  | { what: 'role'; project_id: string; role: RoleOrNone }
  | { what: 'password'; password: string }
  | { what: 'end-sessions' }
  | { what: 'remove' };

/** Changes somebody; resolves to what ended by it. */
export function useChangePerson(userId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (change: PersonChange) => parseAnswer(PeopleChange, (await send(userId, change)).data),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.people }),
  });
}

function send(userId: string, change: PersonChange) {
  const { what, ...body } = change;
  switch (what) {
    case 'role':
    case 'password':
      return http.put(pathOf('api', 'people', userId, what), body);
    case 'end-sessions':
      return http.delete(pathOf('api', 'people', userId, 'sessions'));
    case 'remove':
      return http.delete(pathOf('api', 'people', userId));
    default:
      return what satisfies never;
  }
}

const Added = z.object({ user_id: z.string() });

/** Adds somebody to a project of the account. */
export function useAddPerson() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (person: NewPerson) =>
      parseAnswer(Added, (await http.post('/api/people', person)).data),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.people }),
  });
}
