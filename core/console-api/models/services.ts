import * as z from 'zod';
import { queryInteger, queryValues } from '../../contract/query-values.ts';
import { SERVICE_STATUSES } from '../../contract/service-requests.ts';
import { SORT_DIRECTIONS } from './list-choices.ts';

/** What the list of services can be sorted by: the bytes and versions that one blocks, its name, when it was published. */
export const SERVICE_SORTS = ['bytes', 'versions', 'name', 'since'] as const;

/** Page size of the list of services, and of what one holds; and how many can be asked for at once. */
const SERVICES_PER_PAGE = 50;
const HELD_PER_PAGE = 100;
const MAX_PER_PAGE = 200;

/** How many of the versions that it holds a row of the list tells. */
export const HELD_SHOWN = 3;

/** Owners of a remote registry are anything. In characters. */
const MAX_OWNER_LENGTH = 255;

/** Query of `GET /api/services`. */
export const ServicesQuery = z.strictObject({
  /** Part of a name or an id; letter case does not matter. */
  search: z.string().trim().max(100).exactOptional(),
  /** Any of these. */
  status: queryValues(z.enum(SERVICE_STATUSES)).exactOptional(),
  owner: queryValues(z.string().min(1).max(MAX_OWNER_LENGTH)).exactOptional(),
  /** That hold a version of exactly this name. */
  model_name: z.string().min(1).max(MAX_OWNER_LENGTH).exactOptional(),
  sort: z.enum(SERVICE_SORTS).default('bytes'),
  order: z.enum(SORT_DIRECTIONS).default('desc'),
  cursor: z.string().max(500).optional(),
  limit: queryInteger({ min: 1, max: MAX_PER_PAGE }).default(SERVICES_PER_PAGE),
});
export type ServicesQuery = z.infer<typeof ServicesQuery>;

/** What narrows the list of services; one that is absent filters nothing. */
export type ServiceFilters = Pick<ServicesQuery, 'search' | 'status' | 'owner' | 'model_name'>;

/** How the list of services is sorted. */
export type ServiceSorting = Pick<ServicesQuery, 'sort' | 'order'>;

/** A version that a service holds; of the requests to the service, `weight` percent go to it. */
const HeldBriefly = z.object({
  model_id: z.string(),
  model_name: z.string(),
  model_version: z.string(),
  weight: z.number(),
});

/** A service and what it holds. Sizes in bytes, times in ms since the epoch, 0 where none was told. */
export const ServiceSummary = z.object({
  service_id: z.string(),
  service_name: z.string(),
  infer_type: z.string(),
  status: z.string(),
  description: z.string(),
  owner: z.string(),
  /** Empty when the gateway does not know them. */
  owner_name: z.string(),
  publish_at: z.number(),
  /** When its status changed last. */
  transition_at: z.number(),
  /** How many versions it holds, and their bytes: what cannot be deleted because of it. */
  versions: z.number(),
  model_size: z.number(),
  /** The first of them, those first that most requests go to. */
  held: z.array(HeldBriefly),
  /** Of a copy: it may hold more than is known. */
  is_partial: z.boolean(),
});
export type ServiceSummary = z.infer<typeof ServiceSummary>;

/** Answer of `GET /api/services`: a page of services. */
export const ServicePage = z.object({
  services: z.array(ServiceSummary),
  next_cursor: z.string().nullable(),
  /** On the first page: how many match, or (`is_at_least`) some of them; and those who own services, for the filter. */
  first: z
    .object({
      total: z.number(),
      is_at_least: z.boolean(),
      owners: z.array(z.object({ owner: z.string(), owner_name: z.string() })),
    })
    .nullable(),
});
export type ServicePage = z.infer<typeof ServicePage>;

/** Query of `GET /api/services/{service_id}/versions`. */
export const HeldVersionsQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: queryInteger({ min: 1, max: MAX_PER_PAGE }).default(HELD_PER_PAGE),
});
export type HeldVersionsQuery = z.infer<typeof HeldVersionsQuery>;

/** A version that a service holds, as a row of its page. */
export const HeldVersion = HeldBriefly.extend({
  model_status: z.string(),
  model_type: z.string(),
  model_size: z.number(),
  create_at: z.number(),
});
export type HeldVersion = z.infer<typeof HeldVersion>;

/** Answer of `GET /api/services/{service_id}/versions`: those first that most requests go to. */
export const HeldVersionsPage = z.object({
  versions: z.array(HeldVersion),
  next_cursor: z.string().nullable(),
});
export type HeldVersionsPage = z.infer<typeof HeldVersionsPage>;
