import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  MadeKey,
  OwnKeys,
  type OwnPasswordBody,
  OwnSessions,
  PeopleChange,
} from '../../../../core/console-api/access/people.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { queryKeys } from '../query-keys.ts';

/** Where one is signed in. */
export const ownSessionsQuery = queryOptions({
  queryKey: queryKeys.ownSessions,
  queryFn: async ({ signal }) =>
    parseAnswer(OwnSessions, (await http.get('/api/me/sessions', { signal })).data),
});

/** One's own access keys. */
export const ownKeysQuery = queryOptions({
  queryKey: queryKeys.ownKeys,
  queryFn: async ({ signal }) => parseAnswer(OwnKeys, (await http.get('/api/me/keys', { signal })).data).keys,
});

/** Ends one of one's own sessions. */
export function useEndSession() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) => http.delete(pathOf('api', 'me', 'sessions', sessionId)),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.ownSessions }),
  });
}

/** Ends all of one's own sessions and tokens but this one; resolves to how many those were. */
export function useEndOtherSessions() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async () => parseAnswer(PeopleChange, (await http.delete('/api/me/sessions')).data),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.ownSessions }),
  });
}

/** Changes one's own password; everything that one had signed in to ends, this session too. */
export function useChangePassword() {
  return useMutation({
    mutationFn: async (body: OwnPasswordBody) =>
      parseAnswer(PeopleChange, (await http.put('/api/me/password', body)).data),
  });
}

/** Makes an access key. @param userId of somebody else, for whom an administrator does. */
export function useMakeKey(userId?: string) {
  const invalidate = useInvalidateKeys();
  return useMutation({
    mutationFn: async () => parseAnswer(MadeKey, (await http.post(keysPath(userId))).data),
    onSettled: invalidate,
  });
}

/** Removes an access key. @param userId of somebody else, for whom an administrator does. */
export function useRemoveKey(userId?: string) {
  const invalidate = useInvalidateKeys();
  return useMutation({
    mutationFn: (accessKey: string) => http.delete(keysPath(userId) + pathOf(accessKey)),
    onSettled: invalidate,
  });
}

function keysPath(userId: string | undefined): string {
  return userId === undefined ? '/api/me/keys' : pathOf('api', 'people', userId, 'keys');
}

function useInvalidateKeys() {
  const cache = useQueryClient();
  return async () => {
    await Promise.all([
      cache.invalidateQueries({ queryKey: queryKeys.ownKeys }),
      cache.invalidateQueries({ queryKey: queryKeys.people }),
    ]);
  };
}
