import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { DELETING_PHASES } from '../../../core/console-api/deletions/runs.ts';
import { GROUPS_PER_PAGE } from '../../../core/console-api/models/model-groups.ts';
import type { Plan } from '../../../core/deletion/plan.ts';
import { namesInPlan } from '../../../core/deletion/plan-counts.ts';
import { refreshNames } from '../../api/live/refresh-lists.ts';
import { receiptQuery } from '../../api/queries/deletions/receipts.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import classes from '../deletion.module.css';
import { noteCallTime } from '../planning/call-time.ts';
import { lineOf } from '../planning/sections.ts';
import { versionsUnderWay } from '../planning/shown-versions.ts';
import { AffectedVersions } from '../review/affected-versions.tsx';
import { RunButtons } from './run-buttons.tsx';
import { meanCallTime, progressOf } from './run-progress.ts';
import { RunStatus } from './run-status.tsx';
import { useRunActs } from './use-run-acts.ts';

/** What the receipt page is told by the run that leads to it: its heading takes the focus. */
export type Arrival = { isFresh: true };

/** A run as its receipt tells it while it goes on; it leads to the receipt when it is over. */
export function RunWatch(props: { plan: Plan; deletionId: string; onClose: () => void }) {
  const { plan, deletionId, onClose } = props;
  const { data: receipt, isError } = useQuery(receiptQuery(deletionId));
  const acts = useRunActs(deletionId);
  const run = receipt?.run;
  const progress = useMemo(() => receipt && progressOf(receipt), [receipt]);
  const box = useRef<HTMLDivElement>(null);
  useFirstFocus(box, `${run?.phase} ${run?.is_stopping}`);
  useEnd(receipt, onClose);
  return (
    <div ref={box} tabIndex={-1} className={classes.watch}>
      <Stack gap="sm">
        {run && progress && receipt ? (
          <RunStatus run={run} progress={progress} confirmedAt={receipt.created_at} acts={acts} />
        ) : (
          <Text size="sm" role="status">
            {m.run_queued()}
          </Text>
        )}
        {isError && (
          <Text size="sm" c="var(--coppice-warn)" role="status">
            {m.run_not_seen()}
          </Text>
        )}
        <AffectedVersions
          lines={versionsUnderWay(plan, progress?.report).map(lineOf)}
          head={m.column_outcome()}
          showNames={namesInPlan(plan).length > 1}
        />
        <div className={classes.foot}>
          <Anchor component={Link} to={paths.deletion(deletionId)} size="sm" className={classes.toReceipt}>
            {m.run_open_receipt()}
          </Anchor>
          <Button variant="default" onClick={onClose}>
            {!run || DELETING_PHASES.includes(run.phase) ? m.run_in_background() : m.close()}
          </Button>
          {run && acts && receipt && (
            <RunButtons run={run} acts={acts} isSent={receipt.calls.length > 0} size="sm" />
          )}
        </div>
      </Stack>
    </div>
  );
}

/** Puts the focus where the next decision is, whenever what had it is gone; it is never taken from where somebody put it. */
function useFirstFocus(box: RefObject<HTMLDivElement | null>, state: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state has other buttons
  useEffect(() => {
    const { activeElement: at, body } = document;
    const isFree = at === body || at === box.current || at?.hasAttribute('disabled') === true;
    if (!isFree) return;
    const first =
      box.current?.querySelector<HTMLElement>('[data-first-focus]:not([disabled])') ?? box.current;
    first?.focus({ preventScroll: true });
  }, [box, state]);
}

/** When the run is over: what it changed is read again, and its receipt is shown. */
function useEnd(receipt: Receipt | undefined, onClose: () => void): void {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const isOver = receipt?.ended_at != null;
  const end = useEffectEvent(() => {
    if (!receipt) return;
    const time = meanCallTime(receipt);
    if (time !== undefined) noteCallTime(time);
    const names = new Set(receipt.calls.length > 0 ? namesInPlan(receipt.plan) : []);
    if (names.size > 0) refreshNames(cache, names.size > GROUPS_PER_PAGE ? 'any' : names);
    onClose();
    navigate(paths.deletion(receipt.deletion_id), { state: { isFresh: true } satisfies Arrival });
  });
  useEffect(() => {
    if (isOver) end();
  }, [isOver]);
}
