import type { RunPhase } from '../../core/console-api/deletions/runs.ts';
import { m } from '../messages/messages.js';

/** Where a run is, in a few words. */
export function phaseWord(phase: RunPhase): string {
  switch (phase) {
    case 'held':
      return m.runs_phase_held();
    case 'scheduled':
      return m.runs_phase_scheduled();
    case 'queued':
      return m.runs_phase_queued();
    case 'running':
      return m.runs_phase_running();
    case 'asking':
      return m.runs_phase_asking();
    case 'signed-out':
      return m.runs_phase_signed_out();
    case 'outdated':
      return m.runs_phase_outdated();
    case 'over':
      return m.phase_over();
    default:
      return phase satisfies never;
  }
}
