import { Alert, List, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { AffectedVersion } from '../../../core/deletion/plan.ts';
import type { PlanChange } from '../../../core/deletion/plan-change.ts';
import { m } from '../../messages/messages.js';
import { VerdictMark } from '../verdict-mark.tsx';

/** Since the operator looked, something changed: nothing was sent, and here is what is different. */
export function PlanChangeNotice({ change }: { change: PlanChange }) {
  return (
    <Alert role="alert" color="yellow" icon={<IconArrowsExchange size={18} />} title={m.plan_changed_title()}>
      <Text size="sm">{m.plan_changed_text()}</Text>
      <List size="sm" mt={4}>
        <Versions versions={change.added} say={m.plan_added} />
        <Versions versions={change.removed} say={m.plan_removed} />
        <Versions versions={change.shielded} say={m.protect_added} />
        <Versions versions={change.lifted} say={m.protect_lifted} />
        {change.changed.map(({ before, after }) => (
          <List.Item key={after.model_id}>
            <bdi>{after.model_name}</bdi> {after.model_version}: <VerdictMark version={before} /> →{' '}
            <VerdictMark version={after} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Versions(props: {
  versions: readonly Pick<AffectedVersion, 'model_version'>[];
  say: (inputs: { count: number; versions: string }) => string;
}) {
  if (props.versions.length === 0) return null;
  const versions = props.versions.map((version) => version.model_version).join(', ');
  return <List.Item>{props.say({ count: props.versions.length, versions })}</List.Item>;
}
