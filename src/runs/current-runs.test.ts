import { expect, it } from 'vitest';
import { RUN_PHASES, type RunPhase } from '../../core/console-api/deletions/runs.ts';
import { aRun } from '../testing/fixtures.ts';
import { newsOf, runsOf, sectionOf, settledOf, totalsOf } from './current-runs.ts';

const inPhase = (phase: RunPhase, more: Parameters<typeof aRun>[1] = {}) => runsOf([aRun({ phase }, more)]);

it.each([
  ['held', 'waiting'],
  ['scheduled', 'waiting'],
  ['queued', 'waiting'],
  ['running', 'running'],
  ['asking', 'needing'],
  ['signed-out', 'needing'],
  ['outdated', 'needing'],
  ['over', 'done'],
] as const)('shows one that is %s among those that are %s', (phase, section) => {
  expect(sectionOf(phase)).toBe(section);
});

it('counts a version as settled once its outcome is known', () => {
  const counts = { deleted: 5, failed: 2, 'still-there': 0, gone: 1, unknown: 3, left: 9 };
  expect(settledOf({ planned: 20, counts })).toBe(8);
});

it('sums up those that are not over', () => {
  const counts = { deleted: 3, failed: 0, 'still-there': 0, gone: 0, unknown: 0, left: 1 };
  const runs = (['running', 'asking', 'over'] as const).flatMap((phase) =>
    inPhase(phase, { planned: 4, counts }),
  );
  expect(totalsOf(runs)).toEqual({ open: 2, needing: 1, settled: 6, planned: 8 });
});

it('leaves out deletions that their client carries out', () => {
  expect(runsOf([{ ...aRun({ phase: 'running' }), run: null }])).toEqual([]);
});

it('tells of one that ended, or began to wait for somebody, and of no other step', () => {
  const told = RUN_PHASES.flatMap((before) =>
    RUN_PHASES.flatMap((now) =>
      newsOf(inPhase(before), inPhase(now), 'operator').map(({ what }) => `${before} ${now} ${what}`),
    ),
  );
  const working = ['held', 'scheduled', 'queued', 'running'];
  const needing = ['asking', 'signed-out', 'outdated'];
  expect(told.toSorted()).toEqual(
    [
      ...working.flatMap((before) => needing.map((now) => `${before} ${now} needs-you`)),
      'over asking needs-you',
      'over outdated needs-you',
      'over signed-out needs-you',
      ...[...working, ...needing].map((before) => `${before} over ended`),
    ].toSorted(),
  );
});

it('tells nobody of the runs of others, nor of what they stopped themselves, nor of what it sees first', () => {
  const [running, over] = [inPhase('running'), inPhase('over')];
  expect(newsOf(running, over, 'colleague')).toEqual([]);
  expect(newsOf([], over, 'operator')).toEqual([]);
  const stoppedBy = (user_name: string) =>
    runsOf([aRun({ phase: 'over', interventions: [{ did: 'stop', user_name, at: 0 }] })]);
  expect(newsOf(running, stoppedBy('operator'), 'operator')).toEqual([]);
  expect(newsOf(running, stoppedBy('colleague'), 'operator')).toHaveLength(1);
});

it('tells whoever took a run over as well', () => {
  const takenOver = (phase: RunPhase) => runsOf([aRun({ phase, operator: 'colleague' })]);
  expect(newsOf(takenOver('running'), takenOver('over'), 'colleague')).toHaveLength(1);
});
