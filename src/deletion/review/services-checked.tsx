import { ActionIcon, Alert, Button, Group, Loader, Text } from '@mantine/core';
import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { m } from '../../messages/messages.js';
import { formatCount, formatDuration } from '../../ui/text/format.ts';
import { useServerNow } from '../../ui/time/use-server-now.ts';
import classes from '../deletion.module.css';
import type { CheckProgress } from '../planning/use-plan.ts';

/** In ms. */
const SECOND_MS = 1_000;

/** How fresh the knowledge of services is, or that there is none. */
export function ServicesChecked(props: { services: CheckProgress; onCheck: () => void }) {
  const { isPending, error, checkedAt } = props.services;
  if (isPending) {
    return (
      <div className={classes.checked}>
        <Loader size={14} /> {progressText(props.services)}
      </div>
    );
  }
  if (error || checkedAt === undefined) {
    return (
      <Alert
        role="alert"
        color="yellow"
        icon={<IconPlugConnectedX size={18} />}
        title={m.services_unchecked()}
      >
        <Group justify="space-between">
          <Text size="sm">{m.services_unchecked_text()}</Text>
          <Button size="compact-sm" variant="default" onClick={props.onCheck}>
            {m.try_again()}
          </Button>
        </Group>
      </Alert>
    );
  }
  return (
    <div className={classes.checked}>
      <Age since={checkedAt} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={m.check_again()}
        onClick={props.onCheck}
      >
        <IconRefresh size={15} />
      </ActionIcon>
    </div>
  );
}

/** Numbers only while there are some: one answer for all is the rule. */
function progressText({ asked, outOf }: CheckProgress): string {
  if (asked === 0 || asked === outOf) return m.checking_services();
  return m.checking_services_of({ asked: formatCount(asked), count: outOf, shown: formatCount(outOf) });
}

function Age({ since }: { since: number }) {
  const seconds = Math.max(0, Math.floor((useServerNow(SECOND_MS) - since) / SECOND_MS));
  return <span>{m.checked_ago({ age: formatDuration(seconds * SECOND_MS) })}</span>;
}
