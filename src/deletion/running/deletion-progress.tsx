import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { namesInPlan } from '../../../core/deletion/plan-counts.ts';
import type { Added } from '../../api/queries/run-effects.ts';
import { m } from '../../messages/messages.js';
import { formatCount, formatDuration } from '../../ui/text/format.ts';
import { lineOf } from '../planning/sections.ts';
import { versionsUnderWay } from '../planning/shown-versions.ts';
import { AffectedVersions } from '../review/affected-versions.tsx';
import type { RunningState } from './deletion-state.ts';
import type { Decision } from './use-deletion.ts';
import { WaitingLine } from './waiting-line.tsx';

/** So many calls are made before it is told how long the others will take. */
const MADE_FIRST = 3;
/** What will be over in less is not told. In ms. */
const LONG_MS = 5_000;

/** The run under way: which call, how many versions are settled, and a way to stop before the next call. */
export function DeletionProgress(props: {
  state: RunningState;
  onDecide: (decision: Decision) => void;
  onStop: () => void;
}) {
  const { state, onDecide, onStop } = props;
  const { plan, report, isStopping, question, waiting } = state;
  const planned = plan.affected.length;
  const settled = report ? planned - report.counts.left - report.counts.unknown : 0;
  const text = m.progress({
    call: formatCount(state.call),
    calls: formatCount(state.of),
    settled: formatCount(settled),
    versions: formatCount(planned),
  });
  return (
    <Stack gap="sm">
      <Text size="sm" role="status">
        {isStopping ? m.stopping() : [text, ...timeLeft(state)].join(' · ')}
      </Text>
      <Progress value={(100 * settled) / planned} aria-label={m.progress_label()} size="md" />
      {waiting && !isStopping && <WaitingLine {...waiting} />}
      {question && <DriftQuestion added={question} onDecide={onDecide} />}
      <AffectedVersions
        lines={versionsUnderWay(plan, report).map(lineOf)}
        head={m.column_outcome()}
        showNames={namesInPlan(plan).length > 1}
      />
      {!question && (
        <Group justify="flex-end">
          <Button variant="default" disabled={isStopping} onClick={onStop} data-autofocus>
            {m.stop_after_this_call()}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** Told once some calls have been made, and where it is long. */
function timeLeft({ call, of, since }: RunningState): string[] {
  const made = call - 1;
  if (made < MADE_FIRST) return [];
  const ms = ((Date.now() - since) / made) * (of - made);
  return ms < LONG_MS ? [] : [m.time_left({ time: formatDuration(ms) })];
}

/** The name has versions that nobody confirmed: a cascade would take them too. */
function DriftQuestion({ added, onDecide }: { added: Added; onDecide: (decision: Decision) => void }) {
  const count = added.versions.length;
  return (
    <Alert
      role="alert"
      color="yellow"
      icon={<IconArrowsExchange size={18} />}
      title={m.drift_title({ name: added.name })}
    >
      <Text size="sm">{m.drift_text({ count, versions: added.versions.join(', ') })}</Text>
      <Group mt="sm" gap="xs">
        <Button size="xs" variant="default" onClick={() => onDecide('stop')} data-autofocus>
          {m.drift_stop()}
        </Button>
        <Button size="xs" color="red" onClick={() => onDecide('go-on')}>
          {m.drift_go_on()}
        </Button>
      </Group>
    </Alert>
  );
}
