import { Progress, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { Run } from '../../../core/console-api/deletions/runs.ts';
import { m } from '../../messages/messages.js';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { useServerNow } from '../../ui/time/use-server-now.ts';
import { DriftQuestion } from './drift-question.tsx';
import type { RunProgress } from './run-progress.ts';
import { announcementOf, phaseText } from './run-text.ts';
import type { RunActs } from './use-run-acts.ts';
import { WaitingLine } from './waiting-line.tsx';

/** How often what is left of a wait is said anew. In ms. */
const TICK_MS = 250;

/** Phases whose words change with every second: they are said to a screen reader once, and not each time. */
const COUNTED: ReadonlySet<Run['phase']> = new Set(['held', 'scheduled']);

/** Phases in which nothing is under way whose progress could be shown. */
const NOTHING_SENT: ReadonlySet<Run['phase']> = new Set(['held', 'scheduled', 'outdated']);

/** What a run does or waits for, how far it is, and what it asks. */
export function RunStatus(props: {
  run: Run;
  progress: RunProgress;
  /** When the deletion was confirmed, in ms since the epoch. */
  confirmedAt: number;
  acts: RunActs | undefined;
}) {
  const { run, progress, acts } = props;
  const now = useServerNow(TICK_MS);
  const isCounted = COUNTED.has(run.phase);
  const text = phaseText(run, progress, now);
  return (
    <Stack gap="sm">
      {/* Always there, so that what comes into it is read out. */}
      <VisuallyHidden role="status">{isCounted ? announcementOf(run, props.confirmedAt) : ''}</VisuallyHidden>
      <Text size="sm" fw={isCounted ? 600 : 400} {...(!isCounted && { role: 'status' })}>
        {text}
      </Text>
      {!NOTHING_SENT.has(run.phase) && (
        <Progress
          value={(100 * progress.settled) / progress.versions}
          aria-label={m.progress_label()}
          size="md"
        />
      )}
      {run.waiting && !run.is_stopping && <WaitingLine {...run.waiting} />}
      {run.question && (
        <DriftQuestion
          question={run.question}
          onDecide={acts && ((decision) => acts.act({ act: 'answer', decision }))}
          isActing={acts?.isActing === true}
        />
      )}
      {acts?.error && <ErrorNotice title={m.run_act_failed()} error={acts.error} />}
    </Stack>
  );
}
