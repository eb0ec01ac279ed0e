import { describe, expect, it } from 'vitest';
import type { AffectedVersion, Plan } from '../../../core/deletion/plan.ts';
import { afterEvent, type DeletionEvent, type DeletionState, LOOKING } from './deletion-state.ts';

const VERSION: AffectedVersion = {
  model_id: 'id-1',
  model_name: 'posenet',
  model_version: '1.0.0',
  subscribed: false,
  services: [],
  verdict: 'delete',
};
const PLAN: Plan = {
  affected: [VERSION],
  cascades: [],
  calls: [{ model_id: 'id-1', cascade: false, covers: ['id-1'] }],
};
const SEEN: Plan = { affected: [], cascades: [], calls: [] };
const CHANGE = { added: [VERSION], removed: [], changed: [], shielded: [], lifted: [] };
const FAILURE = { error: new Error('no'), mayHaveBegun: true };
const BEGUN: DeletionState = { phase: 'begun', plan: PLAN, deletionId: 'deletion-1' };

const BEFORE: Record<string, DeletionState> = {
  'a plan': LOOKING,
  'a plan and what is different in it': { phase: 'looking', change: CHANGE, seen: SEEN },
  'a plan that was consented to before': { phase: 'looking', seen: SEEN },
  'a plan and a failure': { phase: 'looking', failure: { ...FAILURE, mayHaveBegun: false } },
  'a check': { phase: 'checking' },
  'the beginning of a run': BEGUN,
};

type Name = DeletionEvent['event'];
type Row = { [P in DeletionState['phase']]: 'same' | DeletionState };

/** Every kind of event, and what it leads to from each phase. */
const TABLE: { [N in Name]: [Extract<DeletionEvent, { event: N }>, Row] } = {
  'chosen-anew': [{ event: 'chosen-anew' }, { looking: LOOKING, checking: 'same', begun: 'same' }],
  reread: [
    { event: 'reread', seen: SEEN, change: CHANGE },
    { looking: { phase: 'looking', change: CHANGE, seen: SEEN }, checking: 'same', begun: 'same' },
  ],
  confirmed: [{ event: 'confirmed' }, { looking: { phase: 'checking' }, checking: 'same', begun: 'same' }],
  outdated: [
    { event: 'outdated', change: CHANGE },
    { looking: 'same', checking: { phase: 'looking', change: CHANGE }, begun: 'same' },
  ],
  begun: [
    { event: 'begun', plan: PLAN, deletionId: 'deletion-1' },
    { looking: 'same', checking: BEGUN, begun: 'same' },
  ],
  failed: [
    { event: 'failed', failure: FAILURE },
    { looking: 'same', checking: { phase: 'looking', failure: FAILURE }, begun: 'same' },
  ],
};

describe.each(Object.entries(BEFORE))('after %s', (_, before) => {
  it.each(Object.values(TABLE))('$event', (event, row) => {
    const expected = row[before.phase];
    const after = afterEvent(before, event);
    if (expected === 'same') expect(after).toBe(before);
    else expect(after).toEqual(expected);
  });
});

describe('a deletion', () => {
  it('forgets what was different when the plan is as it was seen again', () => {
    const before: DeletionState = { phase: 'looking', change: CHANGE, seen: SEEN };
    expect(afterEvent(before, { event: 'reread', seen: SEEN, change: undefined })).toEqual(LOOKING);
  });

  it('that may have begun is still said to when the registry was read again', () => {
    const before: DeletionState = { phase: 'looking', failure: FAILURE };
    const reread = { event: 'reread', seen: SEEN } as const;
    expect(afterEvent(before, { ...reread, change: undefined })).toEqual(before);
    expect(afterEvent(before, { ...reread, change: CHANGE })).toMatchObject({
      change: CHANGE,
      failure: FAILURE,
    });
  });

  it('goes back to looking when nothing of the plan is left', () => {
    expect(afterEvent({ phase: 'checking' }, { event: 'outdated', change: undefined })).toEqual(LOOKING);
  });
});
