import * as z from 'zod';
import type { ModelId } from '../contract/model.ts';
import { ServiceReference } from '../contract/service.ts';
import { Call } from './answer.ts';
import { Protection } from './protection.ts';

/** What is foreseen for one version, before anything is sent. */
export const VERDICTS = ['delete', 'blocked', 'at-risk', 'unchecked', 'beyond-limit'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One version that a deletion touches, as the operator saw it. */
export const AffectedVersion = z.object({
  model_id: z.string().min(1),
  model_name: z.string(),
  model_version: z.string(),
  model_status: z.string().optional(),
  model_size: z.number().optional(),
  subscribed: z.boolean(),
  services: z.array(ServiceReference),
  verdict: z.enum(VERDICTS),
});
export type AffectedVersion = z.infer<typeof AffectedVersion>;

/** A version that was asked for and is left alone: no call is made for it, and none may take it along. */
export const ProtectedVersion = AffectedVersion.pick({
  model_id: true,
  model_name: true,
  model_version: true,
  model_status: true,
  model_size: true,
}).extend({ protection: Protection });
export type ProtectedVersion = z.infer<typeof ProtectedVersion>;

/** One DELETE as it is foreseen, and the ids that it is expected to handle. */
export const PlannedCall = Call.extend({ covers: z.array(z.string()) });
export type PlannedCall = z.infer<typeof PlannedCall>;

/**
 * What a deletion will do: every version it touches, in the order the calls reach them. Its ids are what the operator
 * saw, so they are what is confirmed. The calls are a forecast: what is sent depends on what is answered.
 */
export const Plan = z.object({
  affected: z.array(AffectedVersion),
  /** Names that go whole, so by cascade; receipts of the first edition do not have them. */
  cascades: z.array(z.string()).default([]),
  calls: z.array(PlannedCall),
  /** What is left alone as it is protected; absent where nothing is, and in plans of earlier editions. */
  protected: z.array(ProtectedVersion).optional(),
  /**
   * When the copy was read that the plan is made of, in ms since the epoch, or null where nobody knows. Absent where the
   * registry itself was asked: the gateway writes it, not the client.
   */
  copied_at: z.number().nullable().optional(),
});
export type Plan = z.infer<typeof Plan>;

/** The services that use each version; a version that is missing here was not checked. */
export type BlockerCheck = ReadonlyMap<ModelId, readonly ServiceReference[]>;

/** How many versions have each verdict; the sum is the number affected. */
export function countVerdicts(plan: Plan): Record<Verdict, number> {
  const counts = { delete: 0, blocked: 0, 'at-risk': 0, unchecked: 0, 'beyond-limit': 0 };
  for (const version of plan.affected) counts[version.verdict] += 1;
  return counts;
}
