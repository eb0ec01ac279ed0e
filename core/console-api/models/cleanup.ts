import * as z from 'zod';
import { Id } from '../../contract/id.ts';
import { queryInteger } from '../../contract/query-values.ts';
import { type CleanupSettings, LIMITS, REASONS, USUAL_SETTINGS } from '../../housekeeping/suggest.ts';
import { MAX_NAME_LENGTH } from './model-group-queries.ts';
import { MAX_NOTE_LENGTH } from './protections.ts';

const figure = (of: keyof CleanupSettings) => queryInteger(LIMITS[of]).default(USUAL_SETTINGS[of]);

const Settings = {
  failed_days: figure('failed_days'),
  newest: figure('newest'),
  old_months: figure('old_months'),
  idle_months: figure('idle_months'),
};

/** Query of `GET /api/cleanup`. */
export const CleanupQuery = z.strictObject(Settings);

/** Some versions, their bytes, and how many of them have no known size. */
const Sum = z.object({ versions: z.number(), model_size: z.number(), unsized: z.number() });

/** What can go for one reason; a version can for several. `left_out`: of how many it is not known, so that they stay. */
export const Suggestion = Sum.extend({ left_out: z.number() });
export type Suggestion = z.infer<typeof Suggestion>;

const Suggestions = z.object({
  failed: Suggestion,
  'not-in-newest': Suggestion,
  old: Suggestion,
  copy: Suggestion,
  idle: Suggestion,
}) satisfies z.ZodType<Record<(typeof REASONS)[number], Suggestion>>;

/** Whole names, and versions of others. */
const KeptOut = z.object({ names: z.number(), versions: z.number() });

/** Answer of `GET /api/cleanup`. */
export const Cleanup = z.object({
  suggestions: Suggestions,
  /** All that nothing holds, with a reason or without, and that is neither protected nor excluded. */
  free: Sum,
  /** What is in none of them, as it is protected, or excluded. */
  protected: KeptOut,
  excluded: KeptOut,
  /** Of a copy of a remote registry: as of when it is, and whether it is known of every service what it uses: if not, nothing is suggested. */
  copy: z.object({ read_at: z.number().nullable(), are_services_known: z.boolean() }).nullable(),
});
export type Cleanup = z.infer<typeof Cleanup>;

/** Query of `GET /api/cleanup/versions`: a page of what can go for a reason, the largest first. */
export const SuggestedQuery = z.strictObject({
  ...Settings,
  reason: z.enum(REASONS),
  cursor: z.string().max(1000).optional(),
  limit: queryInteger({ min: 1, max: 200 }).default(50),
});
export type SuggestedQuery = z.infer<typeof SuggestedQuery>;

/** A version that can go, and all the reasons why. Size in bytes, 0 where it is not known; time in ms since the epoch. */
export const SuggestedVersion = z.object({
  model_id: z.string(),
  model_name: z.string(),
  model_version: z.string(),
  model_size: z.number(),
  create_at: z.number(),
  reasons: z.array(z.enum(REASONS)),
});
export type SuggestedVersion = z.infer<typeof SuggestedVersion>;

export const SuggestedPage = z.object({
  versions: z.array(SuggestedVersion),
  next_cursor: z.string().nullable(),
});
export type SuggestedPage = z.infer<typeof SuggestedPage>;

/** Query of `GET /api/cleanup/selection`: what one deletion can take of it, or what frees so many bytes. */
export const SelectionQuery = z.strictObject({
  ...Settings,
  reason: z.enum(REASONS),
  bytes: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, { error: 'must be a whole number of bytes' })
    .transform(Number)
    .optional(),
});
export type SelectionQuery = z.infer<typeof SelectionQuery>;

/** Answer of that: versions by name, what they free, and what was left out. */
export const CleanupSelection = z.object({
  names: z.array(z.object({ model_name: z.string(), model_ids: z.array(z.string()) })),
  picked: Sum,
  /** As old as what was picked, and smaller than what is enough. */
  smaller: Sum,
  /** Whether what was asked for cannot be freed by this: all that there is, or all that one deletion takes, is less. */
  is_short: z.boolean(),
});
export type CleanupSelection = z.infer<typeof CleanupSelection>;

const Name = z.string().min(1).max(MAX_NAME_LENGTH);
const note = z.string().trim().min(1).max(MAX_NOTE_LENGTH);

/** Body of `PUT /api/cleanup/exclusions`: leaves a version, or a whole name, out of all suggestions. */
export const ExcludeBody = z.union([
  z.strictObject({ model_id: Id, note }),
  z.strictObject({ model_name: Name, note }),
]);
export type ExcludeBody = z.infer<typeof ExcludeBody>;

/** Query of `DELETE /api/cleanup/exclusions`: takes that back. */
export const IncludeQuery = z.union([z.strictObject({ model_id: Id }), z.strictObject({ model_name: Name })]);
export type IncludeQuery = z.infer<typeof IncludeQuery>;

/** What is left out, by whom and why. */
export const Exclusion = z.object({
  model_name: z.string(),
  /** `''` for the whole name, as its version is. */
  model_id: z.string(),
  model_version: z.string(),
  note: z.string(),
  user_name: z.string(),
  created_at: z.number(),
});
export type Exclusion = z.infer<typeof Exclusion>;

/** Query of `GET /api/cleanup/exclusions`. */
export const ExclusionsQuery = z.strictObject({
  cursor: z.string().max(1000).optional(),
  limit: queryInteger({ min: 1, max: 200 }).default(50),
});
export type ExclusionsQuery = z.infer<typeof ExclusionsQuery>;

/** Answer of that: a page of them, by name. */
export const ExclusionPage = z.object({
  exclusions: z.array(Exclusion),
  next_cursor: z.string().nullable(),
});
export type ExclusionPage = z.infer<typeof ExclusionPage>;
