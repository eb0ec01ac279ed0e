import { Anchor, Code, Text } from '@mantine/core';
import { m } from '../messages/messages.js';
import { CopyButton } from '../ui/copy/copy-button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { LIBRARIES, MESSAGE_SAMPLE, NODE_SAMPLE, SHELL_SAMPLE } from './verify-samples.ts';
import classes from './webhooks.module.css';

const HEADERS = [
  ['webhook-id', m.webhook_verify_id],
  ['webhook-timestamp', m.webhook_verify_timestamp],
  ['webhook-signature', m.webhook_verify_signature],
] as const;

/** How whoever receives a message knows that it is from here. */
export function VerifyHelp() {
  return (
    <div className={classes.verify}>
      <Disclosure label={m.webhook_verify()}>
        <div className={classes.verifyText}>
          <Text size="sm">{m.webhook_verify_text()}</Text>
          <dl className={classes.headers}>
            {HEADERS.map(([header, meaning]) => (
              <div key={header}>
                <dt>
                  <code>{header}</code>
                </dt>
                <dd>{meaning()}</dd>
              </div>
            ))}
          </dl>
          <Text size="sm">{m.webhook_verify_rules()}</Text>
          <Sample title={m.webhook_verify_body()} text={MESSAGE_SAMPLE} />
          <Sample title={m.webhook_verify_bash()} text={SHELL_SAMPLE} />
          <Sample title={m.webhook_verify_node()} text={NODE_SAMPLE} />
          <Anchor size="sm" href={LIBRARIES} target="_blank" rel="noreferrer">
            {m.webhook_verify_libraries()}
          </Anchor>
        </div>
      </Disclosure>
    </div>
  );
}

function Sample({ title, text }: { title: string; text: string }) {
  return (
    <section>
      <div className={classes.sampleHead}>
        <Text size="sm" fw={600} component="h2">
          {title}
        </Text>
        <CopyButton text={text} label={m.webhook_copy()} aria-label={`${m.webhook_copy()}: ${title}`} />
      </div>
      <Code block tabIndex={0}>
        {text}
      </Code>
    </section>
  );
}
