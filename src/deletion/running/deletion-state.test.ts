import { describe, expect, it } from 'vitest';
import type { Call } from '../../../core/deletion/answer.ts';
import type { AffectedVersion, Plan } from '../../../core/deletion/plan.ts';
import { reportDeletion } from '../../../core/deletion/report.ts';
import type { RunEvent } from '../../../core/deletion/run.ts';
import { afterEvent, type DeletionEvent, type DeletionState, LOOKING } from './deletion-state.ts';

const VERSION: AffectedVersion = {
  model_id: 'id-1',
  model_name: 'posenet',
  model_version: '1.0.0',
  subscribed: false,
  services: [],
  verdict: 'delete',
};
const CALL: Call = { model_id: 'id-1', cascade: false };
const PLAN: Plan = { affected: [VERSION], cascades: [], calls: [{ ...CALL, covers: ['id-1'] }] };
const SEEN: Plan = { affected: [], cascades: [], calls: [] };
const CHANGE = { added: [VERSION], removed: [], changed: [] };
const QUESTION = { name: 'posenet', versions: ['2.0.0'] };
const ERROR = new Error('no');

const RUNNING: DeletionState = {
  phase: 'running',
  plan: PLAN,
  report: undefined,
  call: 1,
  of: 1,
  isStopping: false,
  isOver: false,
  since: 7,
  waiting: undefined,
  question: undefined,
};
const CALLING: DeletionEvent = {
  event: 'told',
  told: { event: 'calling', call: CALL, number: 3, of: 4 },
  at: 9,
};

const BEFORE: Record<string, DeletionState> = {
  'a plan': LOOKING,
  'a plan and what is different in it': { phase: 'looking', change: CHANGE, seen: SEEN },
  'a plan and an error': { phase: 'looking', error: ERROR },
  'a check': { phase: 'checking' },
  'a run': RUNNING,
  'a run that asks': { ...RUNNING, question: QUESTION },
  'a run that is to stop': { ...RUNNING, isStopping: true },
};

type Name = DeletionEvent['event'];
type Row = { [P in DeletionState['phase']]: 'same' | ((before: DeletionState) => DeletionState) };

/** Every kind of event, and what it leads to from each phase. */
const TABLE: { [N in Name]: [Extract<DeletionEvent, { event: N }>, Row] } = {
  'chosen-anew': [{ event: 'chosen-anew' }, { looking: () => LOOKING, checking: 'same', running: 'same' }],
  reread: [
    { event: 'reread', seen: SEEN, change: CHANGE },
    {
      looking: () => ({ phase: 'looking', change: CHANGE, seen: SEEN }),
      checking: 'same',
      running: 'same',
    },
  ],
  confirmed: [
    { event: 'confirmed' },
    { looking: () => ({ phase: 'checking' }), checking: 'same', running: 'same' },
  ],
  outdated: [
    { event: 'outdated', change: CHANGE },
    { looking: 'same', checking: () => ({ phase: 'looking', change: CHANGE }), running: 'same' },
  ],
  started: [
    { event: 'started', plan: PLAN, at: 7 },
    { looking: 'same', checking: () => RUNNING, running: 'same' },
  ],
  told: [
    { event: 'told', told: { event: 'waiting', why: 'throttled', ms: 100 }, at: 9 },
    {
      looking: 'same',
      checking: 'same',
      running: (before) => ({ ...running(before), waiting: { why: 'throttled', until: 109 } }),
    },
  ],
  asked: [
    { event: 'asked', question: QUESTION },
    {
      looking: 'same',
      checking: 'same',
      running: (before) => ({ ...running(before), question: QUESTION }),
    },
  ],
  decided: [
    { event: 'decided' },
    {
      looking: 'same',
      checking: 'same',
      running: (before) => ({ ...running(before), question: undefined }),
    },
  ],
  'stop-requested': [
    { event: 'stop-requested' },
    { looking: 'same', checking: 'same', running: (before) => ({ ...running(before), isStopping: true }) },
  ],
  over: [
    { event: 'over' },
    { looking: 'same', checking: 'same', running: (before) => ({ ...running(before), isOver: true }) },
  ],
  failed: [
    { event: 'failed', error: ERROR },
    {
      looking: 'same',
      checking: () => ({ phase: 'looking', error: ERROR }),
      running: () => ({ phase: 'looking', error: ERROR }),
    },
  ],
};

function running(state: DeletionState) {
  if (state.phase !== 'running') throw new Error('It is no run.');
  return state;
}

describe.each(Object.entries(BEFORE))('after %s', (_, before) => {
  it.each(Object.values(TABLE))('$event', (event, row) => {
    const expected = row[before.phase];
    const after = afterEvent(before, event);
    if (expected === 'same') expect(after).toBe(before);
    else expect(after).toEqual(expected(before));
  });
});

describe('a deletion', () => {
  it('forgets what was different when the plan is as it was seen again', () => {
    const before: DeletionState = { phase: 'looking', change: CHANGE, seen: SEEN };
    expect(afterEvent(before, { event: 'reread', seen: SEEN, change: undefined })).toEqual(LOOKING);
  });

  it('goes back to looking when nothing of the plan is left', () => {
    expect(afterEvent({ phase: 'checking' }, { event: 'outdated', change: undefined })).toEqual(LOOKING);
  });

  it('stays stopping and asking while its calls go on', () => {
    const before: DeletionState = { ...RUNNING, isStopping: true, question: QUESTION };
    expect(afterEvent(before, CALLING)).toEqual({ ...before, call: 3, of: 4 });
  });
});

describe('what a run tells', () => {
  const report = reportDeletion(PLAN, { calls: [], checks: [] });
  const waiting: DeletionState = { ...RUNNING, waiting: { why: 'doubt', until: 5 } };
  const answer = { call: CALL, status: 204, body: '' };

  it.each<[RunEvent, DeletionState]>([
    [
      { event: 'calling', call: CALL, number: 3, of: 4 },
      { ...RUNNING, call: 3, of: 4 },
    ],
    [{ event: 'answered', answer }, waiting],
    [
      { event: 'learned', report: () => report },
      { ...waiting, report },
    ],
    [
      { event: 'waiting', why: 'unreachable', ms: 50 },
      { ...waiting, waiting: { why: 'unreachable', until: 59 } },
    ],
    [{ event: 'ended', ending: 'completed' }, waiting],
  ])('%o', (told, after) => {
    expect(afterEvent(waiting, { event: 'told', told, at: 9 })).toEqual(after);
  });
});
