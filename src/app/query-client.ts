import { QueryClient } from '@tanstack/react-query';
import { isAxiosError } from 'axios';

/** The cache of what the server said. Reads that no answer came to are tried once more; refusals are not. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 1 && isAxiosError(error) && error.response === undefined,
    },
    mutations: { retry: false },
  },
});
