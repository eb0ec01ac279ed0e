import type { RunPhase } from '../../core/console-api/runs.ts';
import { m } from '../messages/messages.js';

/** Where a run is, in a few words. */
export function phaseWord(phase: RunPhase): string {
  switch (phase) {
    case 'held':
      return m.phase_held();
    case 'scheduled':
      return m.phase_scheduled();
    case 'queued':
      return m.phase_queued();
    case 'running':
      return m.phase_running();
    case 'asking':
      return m.phase_asking();
    case 'signed-out':
      return m.phase_signed_out();
    case 'outdated':
      return m.phase_outdated();
    case 'over':
      return m.phase_over();
    default:
      return phase satisfies never;
  }
}
