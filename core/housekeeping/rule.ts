import * as z from 'zod';
import { MODEL_TYPES } from '../contract/model-choices.ts';
import { Schedule } from './schedule/schedule.ts';

/** As many as the dialog of a deletion takes to be kept. */
export const MAX_NEWEST = 9999;

/** A century. */
export const MAX_DAYS = 36_500;

/** How many patterns, types or labels a scope may have, and how long one may be. */
export const MAX_WORDS = 50;
export const MAX_WORD_LENGTH = 255;
export const MAX_RULE_NAME = 64;

/** By what the newest are told: by the numbers of their versions (1.10.0 is newer than 1.9.0), or by when they were made. */
export const ORDERS = ['version', 'created'] as const;
export type Order = (typeof ORDERS)[number];

/** What can be read in one line, and stored: no control characters, and nothing at its ends that nobody sees. */
const plainText = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^(?!\s)[^\p{Cc}\p{Cs}]+(?<!\s)$/u, {
      error: 'must be one line of text, without spaces at its ends',
    });

const words = <T extends z.ZodType>(word: T) => z.array(word).min(1).max(MAX_WORDS);

const Days = z.int().min(1).max(MAX_DAYS);

const Newest = z.strictObject({ count: z.int().min(1).max(MAX_NEWEST), by: z.enum(ORDERS) });
export type Newest = z.infer<typeof Newest>;

/**
 * Which versions can go, kept under a name. What a keep clause covers stays, whatever the clauses of deletion say. What is in
 * use, is protected, came from the gallery or was not checked stays without being told to.
 */
export const Rule = z.strictObject({
  name: plainText(MAX_RULE_NAME),
  scope: z.strictObject({
    /** Patterns of names: any of them (name-pattern.ts). */
    names: words(plainText(MAX_WORD_LENGTH)),
    /** Any of these; without them, all. */
    types: words(z.enum(MODEL_TYPES)).exactOptional(),
    /** Words that the description has, any of them; letter case does not matter. */
    labels: words(plainText(MAX_WORD_LENGTH)).exactOptional(),
  }),
  keep: z
    .strictObject({
      /** Of each name, among the versions of the scope. */
      newest: Newest.exactOptional(),
      younger_than_days: Days.exactOptional(),
    })
    .default({}),
  /** Any of these is a reason. */
  delete: z
    .strictObject({
      /** Builds that failed, or whose building did. */
      failed: z.literal(true).exactOptional(),
      not_in_newest: Newest.exactOptional(),
      older_than_days: Days.exactOptional(),
      /** What has the same size and source as a newer version of its name. */
      duplicates: z.literal(true).exactOptional(),
      /** All of a name that no service uses, where nothing came for so many days. */
      idle_for_days: Days.exactOptional(),
    })
    .refine((clauses) => Object.keys(clauses).length > 0, {
      error: 'must have one of failed, not_in_newest, older_than_days, duplicates and idle_for_days',
    }),
  /** When it is asked by itself; without one, only by hand. */
  schedule: Schedule.exactOptional(),
});
export type Rule = z.infer<typeof Rule>;

/** How many rules a project, or a file, can have. */
export const MAX_RULES = 200;
