import { Button, Group, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import {
  bytesFreed,
  type Receipt,
  type Result,
  summariseResult,
} from '../../../core/console-api/deletions/receipt.ts';
import { isUnderWay } from '../../../core/console-api/deletions/runs.ts';
import { nextCall } from '../../../core/deletion/next-call.ts';
import { type Report, readEvidence } from '../../../core/deletion/report.ts';
import { BASE } from '../../api/prefetch/base.ts';
import { exportPath } from '../../api/queries/deletions/receipts.ts';
import { paths } from '../../app/paths.ts';
import { type DeletionScope, scopeOfRows } from '../../deletion/deletion-scope.ts';
import type { RunActs } from '../../deletion/running/use-run-acts.ts';
import { m } from '../../messages/messages.js';
import { CopyButton } from '../../ui/copy/copy-button.tsx';
import { PassingButton } from '../../ui/passing-button.tsx';
import { formatCount, formatDuration, formatSize } from '../../ui/text/format.ts';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import { formatLocal } from '../../ui/time/zoned-time.ts';
import { useIsPrinting } from '../../ui/use-is-printing.ts';
import { namesOf, ReceiptNames } from '../list/receipt-names.tsx';
import { OutcomeBar } from '../outcome-bar.tsx';
import { arithmetic, confirmationOf, receiptHeadline } from '../receipt-text.ts';
import { ExportMenu } from './export-menu.tsx';
import { Interventions } from './interventions.tsx';
import classes from './receipt.module.css';
import { summaryText } from './receipt-summary.ts';

/** The result as a sentence and as a sum; who, when, how long; and the ways on. */
export function ReceiptHeader(props: {
  receipt: Receipt;
  report: Report;
  onDelete: (scope: DeletionScope) => void;
  acts: RunActs | undefined;
}) {
  const { receipt, report } = props;
  const freed = bytesFreed(report);
  const address = window.location.origin + BASE + paths.deletion(receipt.deletion_id);
  const confirmed =
    receipt.state === 'running'
      ? undefined
      : confirmationOf(report, lastAnswerOf(receipt) ?? receipt.created_at);
  return (
    <header className={classes.header} data-result={toneOf(receipt, report)}>
      <div className={classes.headline}>
        <div>
          <ResultTitle text={receiptHeadline(receipt, report)} isUnderWay={isUnderWay(receipt.run)} />
          <div className={classes.about}>
            <ReceiptNames names={namesOf(report.rows)} />
          </div>
        </div>
        <Group gap="xs">
          <FollowUps receipt={receipt} report={report} onDelete={props.onDelete} acts={props.acts} />
          <CopyButton size="xs" text={address} label={m.copy_link()} />
          <CopyButton size="xs" text={summaryText(receipt, report, address)} label={m.copy_summary()} />
          <ExportMenu pathFor={(format) => exportPath(receipt.deletion_id, format)} />
        </Group>
      </div>
      <OutcomeBar counts={report.counts} />
      <div className={classes.facts}>
        <span>{arithmetic(report)}</span>
        {freed > 0 && <span>{m.bytes_freed({ size: formatSize(freed) })}</span>}
        <Facts receipt={receipt} />
      </div>
      {receipt.run && <Interventions interventions={receipt.run.interventions} />}
      {confirmed !== undefined && (
        <div className={classes.facts} role="status">
          {confirmed}
        </div>
      )}
    </header>
  );
}

/** What goes on is no result yet, and what was taken back is neither good nor bad. */
function toneOf({ run, ending }: Receipt, report: Report): Result | 'cancelled' {
  if (ending === 'cancelled') return 'cancelled';
  return isUnderWay(run) ? 'open' : summariseResult(report);
}

/** Takes the focus when one arrives from the run, or it ends while it is watched, so that the result is read out. */
function ResultTitle({ text, isUnderWay }: { text: string; isUnderWay: boolean }) {
  const title = useRef<HTMLHeadingElement>(null);
  const isFresh = useLocation().state?.isFresh === true;
  useEffect(() => {
    if (isFresh) title.current?.focus();
  }, [isFresh]);
  useEffect(() => {
    if (!isUnderWay) return;
    return () => {
      // The buttons of the run are gone, and the focus with them.
      if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
    };
  }, [isUnderWay]);
  return (
    <Title order={1} size="h3" ref={title} tabIndex={-1} className={classes.result}>
      {text}
    </Title>
  );
}

function FollowUps(props: {
  receipt: Receipt;
  report: Report;
  onDelete: (scope: DeletionScope) => void;
  acts: RunActs | undefined;
}) {
  const { receipt, report, onDelete, acts } = props;
  const { state } = receipt;
  const refused = report.rows.filter((row) => row.outcome === 'failed');
  const stillThere = report.rows.filter((row) => row.outcome === 'still-there');
  const left = report.rows.filter((row) => row.outcome === 'left');
  if (!acts || state === 'running') return null;
  const mayContinue = left.length > 0 && canContinue(receipt);
  const goOn = state === 'interrupted' ? m.continue_remaining : m.delete_remaining;
  return (
    <>
      {refused.length > 0 && (
        <Button size="xs" variant="default" onClick={() => onDelete(scopeOfRows(refused))}>
          {m.retry_refused({ count: formatCount(refused.length) })}
        </Button>
      )}
      {stillThere.length > 0 && (
        <Button size="xs" variant="default" onClick={() => onDelete(scopeOfRows(stillThere))}>
          {m.retry_still_there({ count: formatCount(stillThere.length) })}
        </Button>
      )}
      {mayContinue && (
        <PassingButton
          size="xs"
          variant="default"
          disabled={acts.isActing}
          aria-busy={acts.isActing}
          onClick={() => acts.act({ act: 'continue' })}
        >
          {m.run_continue()}
        </PassingButton>
      )}
      {left.length > 0 && (
        <Button size="xs" color="red" onClick={() => onDelete(scopeOfRows(left))}>
          {goOn({ count: formatCount(left.length) })}
        </Button>
      )}
    </>
  );
}

/** Endings after which a run may go on where it was; what was taken back is confirmed anew. */
const TO_BE_CONTINUED: ReadonlySet<Receipt['ending']> = new Set(['stopped', 'halted', 'interrupted']);

/** Whether the gateway can go on with what was consented to: something is left that no call was made for. */
function canContinue({ ending, plan, calls, checks }: Receipt): boolean {
  return TO_BE_CONTINUED.has(ending) && nextCall(readEvidence(plan, { calls, checks })) !== undefined;
}

/** When the last answer came, in ms since the epoch. */
function lastAnswerOf({ calls }: Receipt): number | null {
  return calls.at(-1)?.answered_at ?? null;
}

/** Who and when, told exactly: a receipt is evidence, and is printed. */
function Facts({ receipt }: { receipt: Receipt }) {
  const isPrinting = useIsPrinting();
  const last = lastAnswerOf(receipt);
  const took = last ? ` · ${formatDuration(Math.max(0, last - receipt.created_at))}` : '';
  const source = receipt.source === 'api' ? ` · ${m.source_api()}` : '';
  const calls = m.count_calls({ count: receipt.calls.length });
  return (
    <span>
      <bdi>{receipt.user_name}</bdi>
      {` · ${formatLocal(receipt.created_at)}`}
      {/* On paper an age is soon wrong. */}
      {!isPrinting && (
        <>
          {' ('}
          <TimeStamp at={receipt.created_at} tabIndex={0} />)
        </>
      )}
      {` · ${calls}${took}${source}`}
    </span>
  );
}
