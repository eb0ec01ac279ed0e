import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { About, Session, type SignInBody } from '../../../../core/console-api/access/session.ts';
import { http, isRefusedWith, parseAnswer } from '../../http/client.ts';
import { tellOtherTabs } from '../../live/session-news.ts';
import { queryKeys } from '../query-keys.ts';

export type { Session };

/** Asks who is signed in; null when nobody is. */
export async function readSession(): Promise<Session | null> {
  try {
    const { data } = await http.get('/api/session', { mayBeSignedOut: true });
    return parseAnswer(Session, data);
  } catch (error) {
    if (isRefusedWith(401, error)) return null;
    throw error;
  }
}

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: queryKeys.session,
  queryFn: readSession,
  staleTime: Number.POSITIVE_INFINITY,
});

/** What is behind this console, for the sign-in page. */
export const aboutQuery = queryOptions({
  queryKey: queryKeys.about,
  queryFn: async () => parseAnswer(About, (await http.get('/api/about')).data),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Signs in; the cookie comes with the answer, and the session goes into the cache. */
export function useSignIn() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (body: SignInBody) => {
      const { data } = await http.post('/api/session', body, { mayBeSignedOut: true });
      return parseAnswer(Session, data);
    },
    onSuccess: (session) => {
      cache.setQueryData(sessionQuery.queryKey, session);
      tellOtherTabs();
    },
  });
}

/** What is not of the person: how the keys begin that outlive a session. */
const STAYING: readonly unknown[] = [...queryKeys.session, ...queryKeys.about];

/** Signs out and forgets everything that was read. */
export function useSignOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => http.delete('/api/session', { mayBeSignedOut: true }),
    onSettled: () => {
      cache.setQueryData(sessionQuery.queryKey, null);
      cache.removeQueries({ predicate: ({ queryKey }) => !STAYING.includes(queryKey[0]) });
      tellOtherTabs();
    },
  });
}
