import { Code, Stack, Text } from '@mantine/core';
import type { RecordedCall } from '../../core/console/receipt.ts';
import { m } from '../messages/messages.js';
import { Disclosure } from '../ui/disclosure.tsx';
import { formatCount, formatTime } from '../ui/format.ts';
import classes from './receipts.module.css';

/** Every call that was made and what came back, verbatim. */
export function RawAnswers({ calls }: { calls: readonly RecordedCall[] }) {
  return (
    <Disclosure label={m.raw_answers({ count: formatCount(calls.length) })}>
      <Stack gap="md">
        {calls.map((call, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: calls are only ever appended
          <div key={index}>
            <Text size="xs" ff="monospace" className={classes.requestLine}>
              DELETE /v1/…/models/{call.call.model_id}?cascade={String(call.call.cascade)}
            </Text>
            {call.call.if_match && (
              <Text size="xs" ff="monospace" className={classes.requestLine}>
                If-Match: {call.call.if_match}
              </Text>
            )}
            {call.request_id && (
              <Text size="xs" ff="monospace" className={classes.requestLine}>
                X-Request-Id: {call.request_id}
              </Text>
            )}
            <Text size="xs" c="dimmed">
              {formatTime(call.sent_at)} · {call.status ?? m.no_answer()}
              {call.problem && ` · ${call.problem}`}
            </Text>
            {call.body && (
              <Code block tabIndex={0} mah={280} mt={4} style={{ overflow: 'auto' }}>
                {call.body}
              </Code>
            )}
          </div>
        ))}
      </Stack>
    </Disclosure>
  );
}
