import { z } from 'zod';

/**
 * A backup is gzipped lines. The first is the header; then come lines of rows, each the name of a table, a space and
 * a JSON array as PostgreSQL writes it; the last is `end`, a space and the ending.
 */
export const Header = z.object({
  format: z.literal('coppice-backup'),
  edition: z.literal(1),
  /** The version of the Coppice that made it. */
  made_by: z.string(),
  made_at: z.iso.datetime(),
  /** The migrations that had made its tables, in order. */
  migrations: z.array(z.string()).min(1),
});
export type Header = z.infer<typeof Header>;

/**
 * How long the line of the header and any other may be, in characters. Far shorter ones are written; in an older backup
 * five hundred large models may share one.
 */
export const MAX_HEADER_LENGTH = 64 * 1024;
export const MAX_LINE_LENGTH = 256 * 1024 * 1024;

/** The word that the last line begins with; no table is called so. */
export const END = 'end';

export const Ending = z.object({
  rows: z.int().nonnegative(),
  /** Of all the lines before, in hex. */
  sha256: z.string(),
});
export type Ending = z.infer<typeof Ending>;
