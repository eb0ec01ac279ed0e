import type { Receipt } from '../../core/console-api/deletions/receipt.ts';
import type { Report } from '../../core/deletion/report.ts';
import { notifyChange } from '../events/notify-change.ts';
import { summaryOf } from '../receipts/summary-of.ts';
import type { RunDriver } from './run-effects.ts';
import type { RunKey } from './run-queue.ts';

/** How often what is known of a run is summed up for the list of deletions. In ms. */
const SUM_EVERY_MS = 500;

/**
 * Sums up for the list of deletions what is known of a run, every now and then, beside its calls: `note` what is known
 * by now, `writeNow` when the run comes to wait for somebody, and `end` once nothing more will be known.
 */
export function runProgress(
  { store, logFailure }: Pick<RunDriver, 'store' | 'logFailure'>,
  { project_id, deletion_id }: RunKey,
  receipt: Receipt,
) {
  let latest: (() => Report) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  const write = async (report: Report) => {
    const now = Date.now();
    await store
      .updateTable('deletions')
      .set({ seen_at: now, ...summaryOf({ receipt: { ...receipt, state: 'running' }, report }, now) })
      .where('project_id', '=', project_id)
      .where('deletion_id', '=', deletion_id)
      .where('ended_at', 'is', null)
      .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
      .execute();
  };
  const writeLatest = () => {
    timer = undefined;
    if (!latest) return;
    const report = latest;
    // One after the other, so that the last to be written is what is known last.
    writing = writing.then(() => write(report())).catch(logFailure);
  };
  return {
    note(report: () => Report) {
      latest = report;
      // What is learned last before a long wait is to be seen too, so it is not passed over but put off.
      timer ??= setTimeout(writeLatest, SUM_EVERY_MS);
    },
    writeNow() {
      clearTimeout(timer);
      writeLatest();
    },
    async end() {
      clearTimeout(timer);
      await writing;
    },
  };
}
