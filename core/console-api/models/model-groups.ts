import * as z from 'zod';
import { ModelListItem } from '../../contract/model.ts';
import { ServiceReference } from '../../contract/service.ts';
import { Protection } from '../../deletion/protection.ts';

/** Page size of the grouped list, and how many names can be asked for at once. */
export const GROUPS_PER_PAGE = 50;
export const MAX_GROUPS_PER_PAGE = 200;

/** All versions of one name, and those of them that match, summed up. Sizes in bytes, times in ms since the epoch. */
export const ModelGroup = z.object({
  model_name: z.string(),
  versions: z.number(),
  /** How many of them match the filters. */
  matching: z.number(),
  model_size: z.number(),
  /** The bytes of those that match. */
  matching_size: z.number(),
  /** How many of those that match have each status. */
  statuses: z.record(z.string(), z.number()),
  model_types: z.array(z.string()),
  /** How many services use any of those that match. */
  services: z.number(),
  latest_version: z.string(),
  latest_create_at: z.number(),
  /** Whether the name is protected as a whole, and how many versions are on their own; absent where nothing is. */
  protection: z.object({ is_whole: z.boolean(), versions: z.number() }).optional(),
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
  /**
   * How many versions match all else, but have no size, or no date, where one is asked for: they are left out. Absent where
   * none is asked for.
   */
  left_out: z.object({ versions: z.number(), is_at_least: z.boolean() }).optional(),
  /** Whether the project has any model at all, matching or not. */
  is_empty_registry: z.boolean(),
});
export type ModelGroupPage = z.infer<typeof ModelGroupPage>;

/** Page size of one name's versions, and how many can be asked for at once. */
export const VERSIONS_PER_PAGE = 100;
export const MAX_VERSIONS_PER_PAGE = 1000;

/** A version with the services that use it, and what protects it: itself, or its name. */
export const VersionRow = ModelListItem.extend({
  services: z.array(ServiceReference),
  protection: Protection.optional(),
});
export type VersionRow = z.infer<typeof VersionRow>;

/** Answer of `GET /api/model-groups/{model_name}/versions`: a page of one name's versions, newest first. */
export const GroupVersionsPage = z.object({
  versions: z.array(VersionRow),
  next_cursor: z.string().nullable(),
});
export type GroupVersionsPage = z.infer<typeof GroupVersionsPage>;

/** The ids of all versions that match, oldest first, by name. */
export const MatchingVersions = z.object({
  names: z.array(z.object({ model_name: z.string(), model_ids: z.array(z.string()) })),
});
export type MatchingVersions = z.infer<typeof MatchingVersions>;
