import * as z from 'zod';
import { queryInteger } from '../contract/list-models.ts';
import { MODEL_STATUSES, MODEL_TYPES, ModelListItem } from '../contract/model.ts';
import { ServiceReference } from '../contract/service.ts';

/** Age limits that the list offers, as days before now. */
export const CREATED_WITHIN = { week: 7, month: 30, year: 365 } as const;

/** What narrows the list: it applies to versions; a group shows when at least one of its versions matches. */
const narrowing = {
  /** Part of a name, a version or an id; letter case does not matter. */
  search: z.string().trim().max(100).optional(),
  status: z.enum(MODEL_STATUSES).optional(),
  type: z.enum(MODEL_TYPES).optional(),
  in_use: z.enum(['yes', 'no']).optional(),
  created: z.enum(['week', 'month', 'year', 'older']).optional(),
};

/** Page size of the grouped list, and how many names can be asked for at once. */
export const GROUPS_PER_PAGE = 50;
export const MAX_GROUPS_PER_PAGE = 200;

/** Names of remote registries may be longer than those that a registry of our own accepts. */
export const MAX_NAME_LENGTH = 255;

/** One value or several of a query's parameter. */
const names = z
  .union([z.string(), z.array(z.string())])
  .transform((told) => [told].flat())
  .pipe(z.array(z.string().min(1).max(MAX_NAME_LENGTH)).max(GROUPS_PER_PAGE));

/** Query of `GET /api/model-groups`. */
export const ModelGroupsQuery = z.strictObject({
  ...narrowing,
  /** Only of these names, of which there may be as many as on a page. `total` is that of the whole list. */
  names: names.optional(),
  /** Only up to the place that a page's `next_cursor` stands for. */
  until: z.string().max(500).optional(),
  sort: z.enum(['name', 'versions', 'size', 'created']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  cursor: z.string().max(500).optional(),
  limit: queryInteger({ min: 1, max: MAX_GROUPS_PER_PAGE }).default(GROUPS_PER_PAGE),
});
export type ModelGroupsQuery = z.infer<typeof ModelGroupsQuery>;

/** All versions of one name, summed up. Sizes in bytes, times in ms since the epoch. */
export const ModelGroup = z.object({
  model_name: z.string(),
  versions: z.number(),
  /** How many of them match what narrows the list. */
  matching: z.number(),
  model_size: z.number(),
  /** How many versions have each status. */
  statuses: z.record(z.string(), z.number()),
  model_types: z.array(z.string()),
  /** How many services use any of the versions. */
  services: z.number(),
  latest_version: z.string(),
  latest_create_at: z.number(),
});
export type ModelGroup = z.infer<typeof ModelGroup>;

/** One page of groups; `total` counts what matches, over all pages, or (`is_at_least`) some of it. Sizes in bytes. */
export const ModelGroupPage = z.object({
  groups: z.array(ModelGroup),
  next_cursor: z.string().nullable(),
  total: z.object({
    names: z.number(),
    versions: z.number(),
    model_size: z.number(),
    is_at_least: z.boolean(),
  }),
  /** Whether the project has any model at all, matching or not. */
  is_empty_registry: z.boolean(),
});
export type ModelGroupPage = z.infer<typeof ModelGroupPage>;

/** Page size of one name's versions, and how many can be asked for at once. */
export const VERSIONS_PER_PAGE = 100;
export const MAX_VERSIONS_PER_PAGE = 1000;

/** Three parts of one or two digits: a name cannot have more versions. */
const MAX_VERSIONS_OF_NAME = 1_000_000;

/** Query of `GET /api/model-groups/{model_name}/versions`: newest first. */
export const GroupVersionsQuery = z.strictObject({
  ...narrowing,
  cursor: z.string().max(500).optional(),
  /** How many versions are passed over first, counted from the cursor or from the newest. */
  offset: queryInteger({ min: 0, max: MAX_VERSIONS_OF_NAME }).default(0),
  limit: queryInteger({ min: 1, max: MAX_VERSIONS_PER_PAGE }).default(VERSIONS_PER_PAGE),
});
export type GroupVersionsQuery = z.infer<typeof GroupVersionsQuery>;

/** A version with the services that use it. */
export const VersionRow = ModelListItem.extend({ services: z.array(ServiceReference) });
export type VersionRow = z.infer<typeof VersionRow>;

export const GroupVersionsPage = z.object({
  versions: z.array(VersionRow),
  next_cursor: z.string().nullable(),
});
export type GroupVersionsPage = z.infer<typeof GroupVersionsPage>;

/** Query of `GET /api/matching-versions`: everything that narrows the list of models. */
export const MatchingVersionsQuery = z.strictObject(narrowing);

/** The ids of all versions that match, oldest first, by name. */
export const MatchingVersions = z.object({
  names: z.array(z.object({ model_name: z.string(), model_ids: z.array(z.string()) })),
});
export type MatchingVersions = z.infer<typeof MatchingVersions>;
