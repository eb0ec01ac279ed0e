import { Alert, Button, Group, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { RunQuestion } from '../../../core/console-api/deletions/runs.ts';
import { m } from '../../messages/messages.js';

/** What is decided when a run meets versions that nobody confirmed. */
export type Decision = 'go-on' | 'stop';

/**
 * The name has versions that nobody confirmed: a cascade would take them too.
 *
 * @param onDecide without it there is nothing to decide for whoever looks.
 */
export function DriftQuestion(props: {
  question: RunQuestion;
  onDecide?: ((decision: Decision) => void) | undefined;
  isActing: boolean;
}) {
  const { question, onDecide, isActing } = props;
  const versions = question.added.map((version) => version.model_version).join(', ');
  return (
    <Alert
      role="alert"
      color="yellow"
      icon={<IconArrowsExchange size={18} />}
      title={m.drift_title({ name: question.name })}
    >
      <Text size="sm">{m.drift_text({ count: question.added.length, versions })}</Text>
      {onDecide && (
        <Group mt="sm" gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={isActing}
            onClick={() => onDecide('stop')}
            data-first-focus
          >
            {m.drift_stop()}
          </Button>
          <Button size="xs" color="red" disabled={isActing} onClick={() => onDecide('go-on')}>
            {m.drift_go_on()}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
