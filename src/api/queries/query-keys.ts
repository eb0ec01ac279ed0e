import type { Decided } from '../../../core/console-api/deletions/rules.ts';
import type { ModelFilters, Sorting } from '../../../core/console-api/models/model-group-queries.ts';
import type { ServiceFilters, ServiceSorting } from '../../../core/console-api/models/services.ts';
import type { ModelId } from '../../../core/contract/model.ts';
import type { CleanupSettings, Reason } from '../../../core/housekeeping/suggest.ts';
import type { ActivityFilters } from './activity/activity-filters.ts';
import type { DeletionFilters } from './deletions/receipt-filters.ts';

/**
 * Under which key the cache keeps what each query read. A key that another one begins with stands for both: what is
 * invalidated by `deletions` is every list of deletions and every receipt.
 */
export const queryKeys = {
  session: ['session'],
  about: ['about'],
  thisPage: (address: string) => ['this-page', address],
  mirror: ['mirror'],
  overview: ['overview'],
  /** Told as a whole, as the overview is, and read again with it. */
  cleanups: ['overview', 'cleanup'],
  cleanup: (settings: CleanupSettings) => ['overview', 'cleanup', 'sums', settings],
  suggested: (reason: Reason, settings: CleanupSettings) => ['overview', 'cleanup', reason, settings],
  exclusions: ['overview', 'cleanup', 'exclusions'],
  gracePeriods: ['grace-periods'],
  people: ['people'],
  ownSessions: ['own-sessions'],
  ownKeys: ['own-keys'],
  ownerNames: (owner: string) => ['owner-names', owner],
  modelOwners: ['model-owners'],

  groupLists: ['models', 'groups'],
  groups: (filters: ModelFilters, sorting: Sorting) => ['models', 'groups', filters, sorting],
  versions: ['models', 'versions'],
  versionsOf: (name: string) => ['models', 'versions', name],
  versionsFound: (name: string, filters: ModelFilters) => ['models', 'versions', name, filters],
  versionsPage: (name: string, filters: ModelFilters, page: number) => [
    'models',
    'versions',
    name,
    filters,
    page,
  ],
  matchingVersions: (filters: ModelFilters) => ['models', 'matching-versions', filters],
  details: ['models', 'detail'],
  detail: (project: string, id: ModelId) => ['models', 'detail', project, id],
  versionsOfNames: (project: string, names: readonly string[]) => ['models', 'of-names', project, names],
  serviceCheck: (ids: readonly ModelId[]) => ['models', 'service-check', ids],
  protections: ['models', 'protections'],
  protectionsOf: (names: readonly string[]) => ['models', 'protections', names],
  lookUp: (project: string, asker: string) => ['models', 'look-up', project, asker],

  names: ['names'],
  name: (name: string) => ['names', name],
  versionsOneByOne: (name: string) => ['names', name, 'versions'],
  services: ['services'],
  serviceList: (filters: ServiceFilters, sorting: ServiceSorting) => ['services', 'list', filters, sorting],
  service: (id: string) => ['services', 'one', id],
  heldVersions: (id: string) => ['services', 'held', id],

  deletions: ['deletions'],
  receiptLists: ['deletions', 'list'],
  receipts: (filters: DeletionFilters) => ['deletions', 'list', filters],
  receipt: (id: string) => ['deletions', 'receipt', id],
  runs: ['deletions', 'runs'],
  anyRun: ['deletions', 'runs', 'any'],
  runVersions: (name: string, runs: readonly string[]) => ['deletions', 'run-versions', name, runs],
  webhooks: ['webhooks'],
  webhookTries: (id: string) => ['webhooks', 'tries', id],

  settledReceipt: (id: string) => ['deletions', 'settled', id],

  activities: (filters: ActivityFilters) => ['activity', 'list', filters],
  activityNews: ['activity', 'newest'],
  newestActivities: (filters: ActivityFilters) => ['activity', 'newest', filters],
  activityFeed: ['activity', 'feed'],
  rules: ['rules'],
  dryRun: (id: string) => ['dry-runs', id],
  decidedNames: (id: string, show: Decided) => ['dry-runs', id, 'names', show],
} as const;
