import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useRef } from 'react';
import { m } from '../../messages/messages.js';
import { useHandOnFocus } from '../use-hand-on-focus.ts';
import { explainError } from './explain-error.ts';

/** A failed request, in its place: what happened, what to do, and a way to try again. */
export function ErrorNotice(props: { error: unknown; title?: string; onRetry?: () => void }) {
  const { whatHappened, whatToDo, code, message } = explainError(props.error);
  const notice = useRef<HTMLDivElement>(null);
  useHandOnFocus(notice);
  return (
    <Alert
      ref={notice}
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={props.title ?? whatHappened}
    >
      <Text size="sm">
        {props.title && `${whatHappened} `}
        {whatToDo}
        {code && ` (${code})`}
      </Text>
      {message && (
        <Text size="xs" c="dimmed" component="q">
          <bdi>{message}</bdi>
        </Text>
      )}
      {props.onRetry && (
        <Group mt="xs">
          <Button size="compact-sm" variant="default" onClick={props.onRetry}>
            {m.try_again()}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
