import { Button, Code, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconRepeat, IconX } from '@tabler/icons-react';
import type { Webhook, WebhookTry } from '../../../core/console-api/activity/webhooks.ts';
import { m } from '../../messages/messages.js';
import { Disclosure } from '../../ui/disclosure.tsx';
import { formatTime } from '../../ui/text/format.ts';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import ui from '../../ui/ui.module.css';
import classes from '../webhooks.module.css';
import { eventText, resultText, tookText } from './try-words.ts';

/** The last tries: when, of what, how it went, and when it is tried next. */
export function TriesTable(props: {
  webhook: Webhook;
  tries: readonly WebhookTry[];
  onAgain: (tryId: number) => void;
}) {
  const { webhook, tries, onAgain } = props;
  const label = m.webhook_tries_of({ name: webhook.name });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={classes.tries} tabIndex={0} aria-label={label}>
        <Table aria-label={label} verticalSpacing={6} horizontalSpacing="sm" stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{m.column_when()}</Table.Th>
              <Table.Th scope="col">{m.webhook_column_event()}</Table.Th>
              <Table.Th scope="col">{m.webhook_column_result()}</Table.Th>
              <Table.Th scope="col" className={classes.wide}>
                {m.webhook_column_took()}
              </Table.Th>
              <Table.Th scope="col">
                <VisuallyHidden>{m.webhook_again()}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tries.map((one) => (
              <TryRow
                key={one.try_id}
                one={one}
                isOn={webhook.state === 'on'}
                onAgain={() => onAgain(one.try_id)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </section>
      <Text size="xs" c="dimmed" mt={6}>
        {m.webhook_tries_kept()}
      </Text>
    </>
  );
}

function TryRow({ one, isOn, onAgain }: { one: WebhookTry; isOn: boolean; onAgain: () => void }) {
  const event = eventText(one);
  return (
    <Table.Tr>
      <Table.Td className={classes.when}>
        <TimeStamp at={one.at} />
      </Table.Td>
      <Table.Td className={classes.event}>
        <bdi>{event}</bdi>
        {one.attempt > 1 && (
          <Text span size="xs" c="dimmed" display="block">
            {m.webhook_attempt({ attempt: one.attempt })}
          </Text>
        )}
      </Table.Td>
      <Table.Td className={classes.result}>
        <Result one={one} isOn={isOn} />
      </Table.Td>
      <Table.Td className={`${classes.wide} ${classes.when}`}>{tookText(one.took)}</Table.Td>
      <Table.Td className={classes.again}>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={m.webhook_again_of({ what: event, when: formatTime(one.at) })}
          onClick={onAgain}
        >
          <IconRepeat size={14} className={classes.againIcon ?? ''} aria-hidden />
          <span className={classes.wide}>{m.webhook_again()}</span>
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

function Result({ one, isOn }: { one: WebhookTry; isOn: boolean }) {
  const isDelivered = one.problem === null;
  const Icon = isDelivered ? IconCheck : IconX;
  return (
    <>
      <span className={`${classes.state} ${isDelivered ? ui.good : ui.bad}`}>
        <Icon size={14} className={ui.icon ?? ''} aria-hidden />
        {resultText(one)}
      </span>
      {one.next_at !== null && (
        <Text span size="xs" c="dimmed" display="block">
          {isOn ? m.webhook_next_try({ when: formatTime(one.next_at) }) : m.webhook_held()}
        </Text>
      )}
      {one.response.trim() !== '' && (
        <Disclosure label={<span className={classes.answerLabel}>{m.webhook_answer()}</span>}>
          <Code block tabIndex={0} className={classes.answer}>
            <bdi>{one.response}</bdi>
          </Code>
        </Disclosure>
      )}
    </>
  );
}
