import { z } from 'zod';

/** What an answer of a registry tells of a version beside what creating one takes; kept as it is. */
export const ANSWERED = {
  model_source: z.string().max(100).optional(),
  publishable_flag: z.boolean().optional(),
  tunable: z.boolean().optional(),
  extra: z.string().max(100_000).optional(),
  specification: z.unknown().optional(),
  image_address: z.string().max(1000).optional(),
  config: z.unknown().optional(),
  apis: z.unknown().optional(),
  health: z.unknown().optional(),
};

/** What an answer tells that holds there and not here: people, places, and where it was bought. */
const OF_THERE = ['owner', 'tenant', 'project', 'market_flag', 'subscription_id'] as const;

/** A row of a list or a detail answer, as an import takes it; where nothing is told, answers say so by an empty text. */
export function fromAnswer(row: Record<string, unknown>): { row: Record<string, unknown>; left: string[] } {
  const left = OF_THERE.filter((field) => isTold(row[field]));
  const kept = Object.entries(row).filter(
    ([field, value]) => !OF_THERE.some((one) => one === field) && value !== null && value !== '',
  );
  return { row: Object.fromEntries(kept), left };
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}
