import * as z from 'zod';
import { MODEL_STATUSES, MODEL_TYPES } from '../../contract/model-choices.ts';
import { queryInteger, queryValues } from '../../contract/query-values.ts';
import { AGE_SIDES, AGE_UNITS, isCreatedAge } from './created-age.ts';
import {
  CREATED,
  IN_USE,
  isCreatedSpan,
  MAX_NOT_IN_NEWEST,
  MAX_OWNER_LENGTH,
  MAX_OWNERS,
  PROTECTED,
  SORT_COLUMNS,
  SORT_DIRECTIONS,
} from './list-choices.ts';
import {
  GROUPS_PER_PAGE,
  MAX_GROUPS_PER_PAGE,
  MAX_VERSIONS_PER_PAGE,
  VERSIONS_PER_PAGE,
} from './model-groups.ts';
import { isSizeSpan } from './size-span.ts';

/** Age limits that the list offers, as days before now. */
export const CREATED_WITHIN = { week: 7, month: 30, year: 365 } as const;

const CREATED_ERROR = {
  error:
    `must be ${CREATED.join(', ')}, an age in days, weeks or months like last-90d or older-6m, ` +
    'or two days with .. between, or one: 2026-06-01..2026-08-24',
};

const CreatedSpan = z.templateLiteral([z.string(), '..', z.string()]).refine(isCreatedSpan, CREATED_ERROR);

const CreatedAge = z
  .templateLiteral([z.enum(AGE_SIDES), '-', z.number(), z.enum(AGE_UNITS)])
  .refine(isCreatedAge, CREATED_ERROR);

const Created = z.union([z.enum(CREATED), CreatedAge, CreatedSpan], CREATED_ERROR);

const SIZE_ERROR = { error: 'must be two sizes with .. between, or one: 500MB..2GB, 500MB.. or ..1000' };

const SizeSpan = z.templateLiteral([z.string(), '..', z.string()], SIZE_ERROR).refine(isSizeSpan, SIZE_ERROR);

/** The filters of the list: they apply to versions; a group shows when at least one of its versions matches. */
const filters = {
  /** Part of a name, a version or an id, or of the name or id of a service that holds it; letter case does not matter. */
  search: z.string().trim().max(100).exactOptional(),
  /** Any of these. */
  status: queryValues(z.enum(MODEL_STATUSES)).exactOptional(),
  type: queryValues(z.enum(MODEL_TYPES)).exactOptional(),
  in_use: z.enum(IN_USE).exactOptional(),
  /** How old they are, or within which days (in UTC, the second one excluded) they were created. */
  created: Created.exactOptional(),
  /** From one size to another; a version of which the size is not known never matches. */
  size: SizeSpan.exactOptional(),
  /** Whether there are so many newer versions of its name, by the numbers of the versions. */
  not_in_newest: queryInteger({ min: 1, max: MAX_NOT_IN_NEWEST }).exactOptional(),
  /** By itself, or by its name. */
  protected: z.enum(PROTECTED).exactOptional(),
  /** By any of these people, as the registry names them: by their ids. */
  owner: queryValues(z.string().min(1).max(MAX_OWNER_LENGTH), MAX_OWNERS).exactOptional(),
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
