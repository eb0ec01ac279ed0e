import { Code, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { RecordedCall } from '../../../core/console-api/deletions/receipt.ts';
import { m } from '../../messages/messages.js';
import { Disclosure } from '../../ui/disclosure.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { formatLocal } from '../../ui/time/zoned-time.ts';
import { useIsPrinting } from '../../ui/use-is-printing.ts';
import { prettyAnswer } from './pretty-answer.ts';
import classes from './receipt.module.css';

/** Every call that was made and what came back: laid out to be read, and verbatim on demand. */
export function RawAnswers({ calls }: { calls: readonly RecordedCall[] }) {
  const [isVerbatim, setVerbatim] = useState(false);
  const isPrinting = useIsPrinting();
  return (
    <Disclosure label={m.raw_answers({ count: formatCount(calls.length) })} isForcedOpen={isPrinting}>
      <Stack gap="md">
        <Switch
          size="xs"
          label={m.as_it_came()}
          checked={isVerbatim}
          onChange={(event) => setVerbatim(event.currentTarget.checked)}
        />
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
              {formatLocal(call.sent_at)} · {call.status ?? m.no_answer()}
              {call.problem && ` · ${call.problem}`}
            </Text>
            {call.body && (
              <Code block tabIndex={0} mt={4} className={classes.answer}>
                {isVerbatim ? call.body : prettyAnswer(call.body)}
              </Code>
            )}
          </div>
        ))}
      </Stack>
    </Disclosure>
  );
}
