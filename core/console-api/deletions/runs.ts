import * as z from 'zod';

/**
 * Where a run is that a gateway carries out. Nothing was sent yet: `held` for a moment to be taken back, `scheduled` for
 * later, `queued` until a gateway takes it up, `outdated` as the registry changed since consent. `running`. It waits for
 * somebody: `asking` whether to go on, `signed-out` as whoever it runs for may not or cannot be asked in their name.
 * `over`.
 */
export const RUN_PHASES = [
  'held',
  'scheduled',
  'queued',
  'running',
  'asking',
  'signed-out',
  'outdated',
  'over',
] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

/** Phases in which a run waits for somebody: nothing happens to it by itself. */
export const WAITING_FOR_SOMEBODY: readonly RunPhase[] = ['asking', 'signed-out', 'outdated'];

/** Phases in which what a run is about is about to go: lists mark it. */
export const DELETING_PHASES: readonly RunPhase[] = ['held', 'queued', 'running'];

/** Versions that a name has and nobody confirmed: whether to go on without them is for a person to say. */
export const RunQuestion = z.object({
  name: z.string(),
  added: z.array(z.object({ model_id: z.string(), model_version: z.string() })),
});
export type RunQuestion = z.infer<typeof RunQuestion>;

/** What somebody did to a run, beside beginning it. Times in ms since the epoch. */
export const RunIntervention = z.object({
  did: z.enum(['send-now', 'go-on', 'stop', 'take-over', 'consent-anew', 'continue', 'change-rule']),
  user_name: z.string(),
  at: z.number(),
  /** Versions that were protected when it was continued, by whom and why: no call is made for them. */
  left_alone: z.array(z.object({ model_id: z.string(), user_name: z.string(), note: z.string() })).optional(),
});
export type RunIntervention = z.infer<typeof RunIntervention>;

/** What a run leaves alone since it was last continued. */
export function leftAloneBy(interventions: readonly RunIntervention[]) {
  return interventions.findLast(({ did }) => did === 'continue')?.left_alone ?? [];
}

/** A run as its receipt tells it. Times in ms since the epoch. */
export const Run = z.object({
  phase: z.enum(RUN_PHASES),
  /** In whose name the registry is asked. */
  operator: z.string(),
  /** When it begins; null once it has begun, or is to at once. */
  starts_at: z.number().nullable(),
  question: RunQuestion.nullable(),
  /** What it waits for by itself, and until when. */
  waiting: z
    .object({
      why: z.enum(['throttled', 'unreachable', 'signed-out', 'doubt', 'turn']),
      until: z.number().nullable(),
    })
    .nullable(),
  /** Whether somebody asked it to stop, which it does before its next call. */
  is_stopping: z.boolean(),
  interventions: z.array(RunIntervention),
});
export type Run = z.infer<typeof Run>;

/**
 * When a run begins: `at` a moment (ms since the epoch), `now`, or (`usual`) after the time to take it back that the
 * project has set.
 */
export const RunStart = z.union([
  z.enum(['usual', 'now']),
  z.strictObject({ at: z.int().min(0).max(8.64e15) }),
]);
export type RunStart = z.infer<typeof RunStart>;

/** How far ahead a deletion may be put off. In ms. */
export const MAX_DELAY_MS = 366 * 24 * 3_600_000;

/** Body of `POST /api/runs/{deletion_id}/answer`: to a question. */
export const AnswerRunBody = z.strictObject({ decision: z.enum(['go-on', 'stop']) });

/** Query of `GET /api/runs/versions`. */
export const RunVersionsQuery = z.strictObject({ name: z.string().min(1).max(64) });

/** Answer of `GET /api/runs/versions`: which versions of a name are about to go, and by which run. */
export const RunVersions = z.object({
  versions: z.array(z.object({ model_id: z.string(), deletion_id: z.string() })),
});
export type RunVersions = z.infer<typeof RunVersions>;

/** How long a click can be taken back, by how many versions it is for. In seconds; 0 is not at all. */
export const GracePeriods = z.strictObject({
  one_version: z.int().min(0).max(3600),
  more_versions: z.int().min(0).max(3600),
});
export type GracePeriods = z.infer<typeof GracePeriods>;

/** What a project has that has set nothing. */
export const USUAL_GRACE: GracePeriods = { one_version: 0, more_versions: 10 };

/** Whether a run waits for a new consent as its rule was changed or removed, and not as the registry was. */
export function isRuleChanged({ phase, interventions }: Pick<Run, 'phase' | 'interventions'>): boolean {
  return phase === 'outdated' && interventions.at(-1)?.did === 'change-rule';
}

/** Whether a gateway carries a deletion out, or will once what it waits for has come. */
export function isUnderWay(run: Run | null | undefined): run is Run {
  return run !== null && run !== undefined && run.phase !== 'over';
}
