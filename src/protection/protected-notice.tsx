import { Alert, List, Text } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import type { ProtectedVersion } from '../../core/deletion/plan.ts';
import { m } from '../messages/messages.js';
import { formatCount } from '../ui/text/format.ts';
import { endInWords, subjectInWords } from './protection-text.ts';

/** So many reasons are told in full; the others stand in the table. */
const TOLD = 4;

/** What of a plan stays as it is protected: by whom, why, and until when. */
export function ProtectedNotice({ versions }: { versions: readonly ProtectedVersion[] }) {
  const count = versions.length;
  const byReason = [...Map.groupBy(versions, keyOf).values()];
  const untold = byReason.slice(TOLD).reduce((sum, ofOne) => sum + ofOne.length, 0);
  return (
    <Alert
      color="gray"
      icon={<IconShieldLock size={18} />}
      title={m.protect_notice_title({ count, shown: formatCount(count) })}
    >
      <List size="sm" listStyleType="none">
        {byReason.slice(0, TOLD).map(([first]) => first && <Reason key={keyOf(first)} version={first} />)}
        {untold > 0 && (
          <List.Item>{m.protect_notice_more({ count: untold, shown: formatCount(untold) })}</List.Item>
        )}
      </List>
      <Text size="sm" c="dimmed" mt={4}>
        {m.protect_notice_next()}
      </Text>
    </Alert>
  );
}

function Reason({ version: { model_name: name, model_version, protection } }: { version: ProtectedVersion }) {
  const version = protection.model_id === '' ? undefined : model_version;
  return (
    <List.Item>
      <bdi>{subjectInWords({ name, version })}</bdi> · {m.protect_by({ user: protection.user_name })},{' '}
      {endInWords(protection)}: <q>{protection.note}</q>
    </List.Item>
  );
}

/** One protection of a name is one reason, however many of its versions it keeps. */
function keyOf({ protection }: ProtectedVersion): string {
  return `${protection.model_name} ${protection.model_id}`;
}
