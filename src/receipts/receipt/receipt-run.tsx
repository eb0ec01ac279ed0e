import { Group } from '@mantine/core';
import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import type { Run } from '../../../core/console-api/deletions/runs.ts';
import { RunButtons } from '../../deletion/running/run-buttons.tsx';
import type { RunProgress } from '../../deletion/running/run-progress.ts';
import { RunStatus } from '../../deletion/running/run-status.tsx';
import type { RunActs } from '../../deletion/running/use-run-acts.ts';
import { m } from '../../messages/messages.js';
import classes from './receipt.module.css';

/** A run that is not over: what it does or waits for, and what can be done by somebody who may. */
export function ReceiptRun(props: {
  receipt: Receipt;
  run: Run;
  progress: RunProgress;
  acts: RunActs | undefined;
  onLookAgain: () => void;
}) {
  const { receipt, run, progress, acts, onLookAgain } = props;
  return (
    <section className={classes.run} aria-label={m.run()}>
      <RunStatus run={run} progress={progress} confirmedAt={receipt.created_at} acts={acts} />
      {acts && (
        <Group gap="xs" justify="flex-end" className={classes.runButtons}>
          <RunButtons
            run={run}
            acts={acts}
            isSent={receipt.calls.length > 0}
            size="xs"
            onLookAgain={onLookAgain}
          />
        </Group>
      )}
    </section>
  );
}
