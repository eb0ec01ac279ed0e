import type { Run } from '../../core/console-api/deletions/runs.ts';
import { m } from '../messages/messages.js';
import { formatCount, formatTime } from '../ui/text/format.ts';

/**
 * Where a run is, in a few words; undefined when it is over.
 *
 * @param settled how many of the `planned` versions something is known of.
 */
export function phaseWord(run: Run, settled: number, planned: number): string | undefined {
  switch (run.phase) {
    case 'held':
      return m.phase_held();
    case 'scheduled':
      return run.starts_at === null
        ? m.phase_queued()
        : m.phase_scheduled({ time: formatTime(run.starts_at) });
    case 'queued':
      return m.phase_queued();
    case 'running':
      return m.phase_running({ settled: formatCount(settled), planned: formatCount(planned) });
    case 'asking':
      return m.phase_asking();
    case 'signed-out':
      return m.phase_signed_out({ operator: run.operator });
    case 'outdated':
      return m.phase_outdated();
    case 'over':
      return undefined;
    default:
      return run.phase satisfies never;
  }
}
