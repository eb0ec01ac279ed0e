import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, type RouteObject, RouterProvider } from 'react-router-dom';
import { refreshLists } from '../api/live/refresh-lists.ts';
import { sessionQuery } from '../api/queries/access/session.ts';
import { queryClient } from '../app/query-client.ts';
import { theme } from '../app/theme.ts';
import type { TestGateway } from './test-gateway.ts';

/**
 * Shows pages of the console at an address to somebody who is signed in: with the console's theme and cache, without its
 * frame.
 */
export function renderConsole(gateway: TestGateway, routes: RouteObject[], address: string) {
  const cache = new QueryClient({ defaultOptions: queryClient.getDefaultOptions() });
  cache.setQueryData(sessionQuery.queryKey, gateway.session);
  gateway.onEvent = refreshLists(cache).note;
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={cache}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { user: userEvent.setup({ delay: null }), router, cache };
}
