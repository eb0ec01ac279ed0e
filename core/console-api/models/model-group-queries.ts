import * as z from 'zod';
import { MODEL_STATUSES, MODEL_TYPES } from '../../contract/model-choices.ts';
import { queryInteger, queryValues } from '../../contract/query-values.ts';
import { CREATED, IN_USE, isCreatedSpan, SORT_COLUMNS, SORT_DIRECTIONS } from './list-choices.ts';
import {
  GROUPS_PER_PAGE,
  MAX_GROUPS_PER_PAGE,
  MAX_VERSIONS_PER_PAGE,
  VERSIONS_PER_PAGE,
} from './model-groups.ts';

/** Age limits that the list offers, as days before now. */
export const CREATED_WITHIN = { week: 7, month: 30, year: 365 } as const;

const CreatedSpan = z
  .templateLiteral([z.string(), '..', z.string()])
  .refine(isCreatedSpan, { error: 'must be two days with .. between, or one: 2026-06-01..2026-08-24' });

/** The filters of the list: they apply to versions; a group shows when at least one of its versions matches. */
const filters = {
  /** Part of a name, a version or an id, or of the name or id of a service that holds it; letter case does not matter. */
  search: z.string().trim().max(100).exactOptional(),
  /** Any of these. */
  status: queryValues(z.enum(MODEL_STATUSES)).exactOptional(),
  type: queryValues(z.enum(MODEL_TYPES)).exactOptional(),
  in_use: z.enum(IN_USE).exactOptional(),
  /** How old they are, or within which days (in UTC, the second one excluded) they were created. */
  created: z.union([z.enum(CREATED), CreatedSpan]).exactOptional(),
};

/** Names of remote registries may be longer than those that a registry of our own accepts. */
export const MAX_NAME_LENGTH = 255;

/** Query of `GET /api/model-groups`. */
export const ModelGroupsQuery = z.strictObject({
  ...filters,
  /** Only of these names, of which there may be as many as on a page. `total` is that of the whole list. */
  names: queryValues(z.string().min(1).max(MAX_NAME_LENGTH), GROUPS_PER_PAGE).optional(),
  /** Only up to the place that a page's `next_cursor` stands for. */
  until: z.string().max(500).optional(),
  sort: z.enum(SORT_COLUMNS).default('name'),
  order: z.enum(SORT_DIRECTIONS).default('asc'),
  cursor: z.string().max(500).optional(),
  limit: queryInteger({ min: 1, max: MAX_GROUPS_PER_PAGE }).default(GROUPS_PER_PAGE),
});
export type ModelGroupsQuery = z.infer<typeof ModelGroupsQuery>;

/** How the groups are sorted. */
export type Sorting = Pick<ModelGroupsQuery, 'sort' | 'order'>;

/** Three parts of one or two digits: a name cannot have more versions. */
const MAX_VERSIONS_OF_NAME = 1_000_000;

/** Query of `GET /api/model-groups/{model_name}/versions`: newest first. */
export const GroupVersionsQuery = z.strictObject({
  ...filters,
  cursor: z.string().max(500).optional(),
  /** How many versions are passed over first, counted from the cursor or from the newest. */
  offset: queryInteger({ min: 0, max: MAX_VERSIONS_OF_NAME }).default(0),
  limit: queryInteger({ min: 1, max: MAX_VERSIONS_PER_PAGE }).default(VERSIONS_PER_PAGE),
});
export type GroupVersionsQuery = z.infer<typeof GroupVersionsQuery>;

/** Query of `GET /api/matching-versions`: the filters of the list of models. */
export const MatchingVersionsQuery = z.strictObject(filters);

/** The filters of the list of models. One that is absent filters nothing. */
export type ModelFilters = z.infer<typeof MatchingVersionsQuery>;
