import {
  bytesFreed,
  type Receipt,
  reportReceipt,
  summariseResult,
} from '../../../core/console-api/deletions/receipt.ts';
import type { Report } from '../../../core/deletion/report.ts';
import { printable } from '../printable.ts';
import { columnsOf, progressLine } from '../terminal/terminal.ts';
import type { BegunRun } from './begun-run.ts';
import { changeText, type RegistryChange } from './compare-registry.ts';
import type { RunListener } from './follow-run.ts';
import { questionText } from './question-text.ts';
import { countsText, reportText } from './run-report.ts';

/** Who is told what becomes of a plan: a person, or (`--json`) a program. */
export type RunTeller = RunListener & {
  /** The registry is not as it was planned. */
  changed: (change: RegistryChange) => void;
  begun: (run: BegunRun) => void;
  /** It waits for somebody who is not at this terminal. */
  waits: (run: BegunRun, receipt: Receipt) => void;
  ended: (run: BegunRun, receipt: Receipt) => void;
};

/** Tells a person: progress on standard error, the report on standard output. */
export function personTeller(): RunTeller {
  const progress = progressLine();
  const note = (words: string) => {
    progress.end();
    console.error(words);
  };
  return {
    changed: (change) => console.error(changeText(change)),
    begun: ({ address }) => console.error(`Begun: ${address}`),
    onReceipt: (receipt) => progress.say(progressText(receipt, reportReceipt(receipt))),
    onNote: note,
    waits: (run, receipt) => note(waitingText(run, receipt)),
    ended: ({ address }, receipt) => {
      progress.end();
      console.log(reportText(receipt, reportReceipt(receipt), columnsOf(process.stdout)));
      console.log(`Receipt: ${address}`);
    },
  };
}

/** Tells a program: an event in JSON a line, on standard output; what is for people stays on standard error. */
export function programTeller(): RunTeller {
  let last = '';
  const tell = (event: string, about: object) => console.log(JSON.stringify({ event, ...about }));
  return {
    changed: ({ trouble, ...change }) => {
      tell('changed', { ...change, services_trouble: trouble ?? null });
      console.error(changeText({ trouble, ...change }));
    },
    begun: ({ id, address }) => tell('begun', { deletion_id: id, receipt: address }),
    onReceipt: (receipt) => {
      const { phase, starts_at, waiting } = receipt.run ?? {};
      const { counts } = reportReceipt(receipt);
      const now = { phase, starts_at, waiting, calls: receipt.calls.length, counts };
      if (JSON.stringify(now) === last) return;
      last = JSON.stringify(now);
      tell('progress', now);
    },
    onNote: (words) => console.error(words),
    waits: (run, receipt) => {
      const { phase, question } = receipt.run ?? {};
      tell('waits', { phase, question: question ?? null, receipt: run.address });
      console.error(waitingText(run, receipt));
    },
    ended: ({ address }, receipt) => {
      const report = reportReceipt(receipt);
      tell('ended', {
        ending: receipt.ending,
        reason: receipt.reason,
        result: summariseResult(report),
        counts: report.counts,
        freed: bytesFreed(report),
        versions: report.rows,
        unexpected: report.unexpected,
        receipt: address,
      });
    },
  };
}

function progressText({ run, plan, calls }: Receipt, report: Report): string {
  const at = run?.starts_at ? new Date(run.starts_at).toISOString() : undefined;
  switch (run?.phase) {
    case 'held':
      return `Held until ${at}: Ctrl+C takes it back.`;
    case 'scheduled':
      return `Begins at ${at}.`;
    case 'queued':
      return 'Waits for its turn.';
    case 'running': {
      const settled = plan.affected.length - report.counts.left;
      const why = run.waiting ? ` It waits: ${run.waiting.why}.` : '';
      return `${settled} of ${plan.affected.length} after ${calls.length} calls: ${countsText(report)}.${why}`;
    }
    default:
      return `${countsText(report)}.`;
  }
}

function waitingText({ address }: BegunRun, { run, deletion_id }: Receipt): string {
  const route = (verb: string) =>
    `POST ${new URL(address).pathname.replace(/deletions\/[^/]+$/, '')}api/runs/${deletion_id}/${verb}`;
  switch (run?.phase) {
    case 'asking':
      return `${run.question ? questionText(run.question) : ''} It waits for an answer: open ${address}, or ${route('answer')} with {"decision":"go-on"} or {"decision":"stop"}.`;
    case 'signed-out':
      return `It waits for ${printable(run.operator)} to sign in, or for somebody to take it over: open ${address}, or ${route('take-over')}.`;
    default:
      return `The registry changed before it began, so nothing was sent. It waits for a new consent: open ${address}.`;
  }
}
