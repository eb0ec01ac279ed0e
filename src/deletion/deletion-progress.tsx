import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { reportDeletion } from '../../core/deletion/report.ts';
import { m } from '../messages/messages.js';
import { formatCount } from '../ui/format.ts';
import { AffectedVersions } from './affected-versions.tsx';
import { namesInPlan } from './plan-words.ts';
import type { RunningState } from './use-deletion.ts';

/** The run under way: which call, how many versions are settled, and a way to stop before the next call. */
export function DeletionProgress({ state, onStop }: { state: RunningState; onStop: () => void }) {
  const { plan, answers, call, isStopping } = state;
  const report = reportDeletion(plan, answers);
  const settled = plan.affected.length - report.counts.left;
  const text = m.progress({
    call: formatCount(call),
    calls: formatCount(plan.calls.length),
    settled: formatCount(settled),
    versions: formatCount(plan.affected.length),
  });
  return (
    <Stack gap="sm">
      <Text size="sm" role="status">
        {isStopping ? m.stopping() : text}
      </Text>
      <Progress value={(100 * settled) / plan.affected.length} aria-label={m.progress_label()} size="md" />
      <AffectedVersions rows={report.rows} showNames={namesInPlan(plan).length > 1} />
      {plan.calls.length > 1 && (
        <Group justify="flex-end">
          <Button variant="default" disabled={isStopping} onClick={onStop} data-autofocus>
            {m.stop_after_this_call()}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
