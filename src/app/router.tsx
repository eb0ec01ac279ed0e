import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router-dom';
import { BASE } from '../api/prefetch/base.ts';
import { ModelsPage } from '../models/models-page.tsx';
import { loadCode } from '../ui/load-code.ts';
import { PageError } from './page-error.tsx';
import { paths } from './paths.ts';
import { Shell } from './shell.tsx';

/** A page that comes with its own code. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return async () => ({ Component: (await loadCode(load))[name] });
}

/** The pages. The list comes with the frame around it, every other one when it is first visited. */
const PAGES: RouteObject[] = [
  {
    path: paths.signIn,
    ErrorBoundary: PageError,
    lazy: page(() => import('../session/sign-in-page.tsx'), 'SignInPage'),
  },
  {
    path: paths.help,
    ErrorBoundary: PageError,
    lazy: page(() => import('../help/help-page.tsx'), 'HelpPage'),
  },
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: PageError,
    HydrateFallback: () => null,
    children: [
      {
        index: true,
        lazy: page(() => import('../overview/overview-page.tsx'), 'OverviewPage'),
      },
      {
        path: 'models',
        Component: ModelsPage,
        children: [
          {
            path: ':name/:version',
            lazy: page(() => import('../models/details/details-drawer.tsx'), 'DetailsDrawer'),
          },
        ],
      },
      {
        path: 'models/:name',
        lazy: page(() => import('../names/name-page.tsx'), 'NamePage'),
      },
      {
        path: 'services',
        lazy: page(() => import('../services/services-page.tsx'), 'ServicesPage'),
      },
      {
        path: 'services/:id',
        lazy: page(() => import('../services/service-page.tsx'), 'ServicePage'),
      },
      {
        path: 'deletions',
        lazy: page(() => import('../receipts/list/receipts-page.tsx'), 'ReceiptsPage'),
      },
      {
        path: 'deletions/:id',
        lazy: page(() => import('../receipts/receipt/receipt-page.tsx'), 'ReceiptPage'),
      },
      {
        path: 'runs',
        lazy: page(() => import('../runs/runs-page.tsx'), 'RunsPage'),
      },
      {
        path: 'activity',
        lazy: page(() => import('../activity/activity-page.tsx'), 'ActivityPage'),
      },
      {
        path: 'people',
        lazy: page(() => import('../people/people-page.tsx'), 'PeoplePage'),
      },
      {
        path: 'account',
        lazy: page(() => import('../own-access/own-access-page.tsx'), 'OwnAccessPage'),
      },
      {
        path: 'webhooks',
        lazy: page(() => import('../webhooks/webhooks-page.tsx'), 'WebhooksPage'),
      },
      {
        path: 'cleanup',
        lazy: page(() => import('../cleanup/cleanup-page.tsx'), 'CleanupPage'),
      },
      {
        path: 'rules',
        lazy: page(() => import('../housekeeping/rules/rules-page.tsx'), 'RulesPage'),
      },
      ...['rules/new', 'rules/:id'].map((path) => ({
        path,
        lazy: page(() => import('../housekeeping/rules/rule-page.tsx'), 'RulePage'),
      })),
      {
        path: 'rules/dry-runs/:id',
        lazy: page(() => import('../housekeeping/dry-run/dry-run-page.tsx'), 'DryRunPage'),
      },
      {
        path: '*',
        lazy: page(() => import('./not-found.tsx'), 'NotFound'),
      },
    ],
  },
];

// Home is the path that the console is served under with a slash at its end: without, a proxy may not know it.
if (BASE !== '' && window.location.pathname === BASE) window.history.replaceState(null, '', `${BASE}/`);

/** The pages by their paths; each comes with its own code, but the list, which comes with the first. */
export const router = createBrowserRouter(PAGES, { basename: `${BASE}/` });
