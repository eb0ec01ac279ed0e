import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router-dom';
import type { ReceiptRule } from '../../../core/console-api/deletions/receipt.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { Disclosure } from '../../ui/disclosure.tsx';
import { formatLocal } from '../../ui/time/zoned-time.ts';
import classes from './receipt.module.css';

/** The rule that led to a deletion, with its text of that moment, word for word. */
export function ReceiptRuleFold({ rule }: { rule: ReceiptRule }) {
  const { rule_id, name, yaml, dry_run_id, due_at, is_unattended } = rule;
  const how = [
    due_at === null
      ? m.schedule_receipt_by_hand()
      : m.schedule_receipt_scheduled({ time: formatLocal(due_at) }),
    ...(is_unattended ? [m.schedule_receipt_unattended()] : []),
  ].join(' · ');
  const title = m.schedule_receipt_rule({ name });
  return (
    <section className={classes.rule} aria-label={title}>
      <Text size="sm" component="div">
        {rule_id === null ? (
          <strong>
            <bdi>{title}</bdi>
          </strong>
        ) : (
          <Anchor component={Link} to={paths.rule(rule_id)} size="sm" fw={600} underline="always">
            <bdi>{title}</bdi>
          </Anchor>
        )}
        <Text component="span" size="sm" c="dimmed">
          {` · ${how} · `}
        </Text>
        <Anchor component={Link} to={paths.dryRun(dry_run_id)} size="sm" underline="always">
          {m.schedule_list()}
        </Anchor>
      </Text>
      <Disclosure label={m.schedule_receipt_text()}>
        <pre className={classes.ruleText}>{yaml}</pre>
      </Disclosure>
    </section>
  );
}
