import './mantine-styles.ts';
import './app.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router-dom';
import { SignInAgain } from '../session/sign-in-again.tsx';
import { CopyByHand } from '../ui/copy/copy-by-hand.tsx';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { theme } from './theme.ts';

/** The console: theme, cache and routes, and over them the dialog that asks to sign in again. */
export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <SignInAgain />
        <CopyByHand />
      </QueryClientProvider>
    </MantineProvider>
  );
}
