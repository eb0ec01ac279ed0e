import { QueryClient } from '@tanstack/react-query';
import { NoAnswerError } from '../api/http/send.ts';

/** The cache of what the server said. Reads that no answer came to are tried once more; refusals are not. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 1 && error instanceof NoAnswerError,
    },
    mutations: { retry: false },
  },
});
