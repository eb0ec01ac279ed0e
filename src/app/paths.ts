import type { Rule } from '../../core/housekeeping/rule.ts';
import { pathOf } from '../api/http/path-of.ts';
import { addressOf } from '../api/prefetch/address-of.ts';

/** Where the pages of the console are, below the path that it is served under (`BASE`): the router's own addresses. */
export const paths = {
  overview: '/',
  services: '/services',
  activity: '/activity',
  help: '/help',
  models: '/models',
  deletions: '/deletions',
  signIn: '/sign-in',
  /** @param next the path to go on to once somebody has signed in. */
  signInThen: (next: string) => addressOf('/sign-in', { next }),
  /** The list of models as a search narrows it. */
  search: (search: string) => addressOf('/models', { search }),
  name: (name: string) => pathOf('models', name),
  /** A part of the page of a name. */
  nameTab: (name: string, tab: string) => addressOf(pathOf('models', name), { tab }),
  version: (name: string, version: string) => pathOf('models', name, version),
  /** The deletions of one name. */
  deletionsOf: (name: string) => addressOf('/deletions', { name }),
  service: (id: string) => pathOf('services', id),
  webhooks: '/webhooks',
  runs: '/runs',
  people: '/people',
  /** One's own sessions, access keys and password. */
  ownAccess: '/account',
  deletion: (id: string) => pathOf('deletions', id),
  cleanup: '/cleanup',
  /** What can go for one reason. */
  cleanupBy: (reason: string) => addressOf('/cleanup', { reason }),
  rules: '/rules',
  newRule: '/rules/new',
  /** A new rule that begins as this one. */
  newRuleOf: (rule: Rule) => addressOf('/rules/new', { rule: JSON.stringify(rule) }),
  rule: (id: string) => pathOf('rules', id),
  dryRun: (id: string) => pathOf('rules', 'dry-runs', id),
} as const;
