import { Alert, Group, Loader, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useRef } from 'react';
import { m } from '../../messages/messages.js';
import { PassingButton } from '../../ui/passing-button.tsx';
import { RefreshButton } from '../../ui/refresh-button.tsx';
import { formatCount, formatDuration } from '../../ui/text/format.ts';
import { useServerNow } from '../../ui/time/use-server-now.ts';
import classes from '../deletion.module.css';
import type { CheckProgress } from '../planning/use-plan.ts';

/** In ms. */
const SECOND_MS = 1_000;

/** How fresh the knowledge of services is, or that there is none. */
export function ServicesChecked(props: { services: CheckProgress; onCheck: () => void }) {
  const { isPending, error, checkedAt } = props.services;
  const line = useRef<HTMLDivElement>(null);
  if (isPending) {
    return (
      <div ref={line} tabIndex={-1} className={classes.checked}>
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
          <PassingButton
            size="compact-sm"
            variant="default"
            heir={() => line.current}
            onClick={props.onCheck}
          >
            {m.try_again()}
          </PassingButton>
        </Group>
      </Alert>
    );
  }
  return (
    <div ref={line} tabIndex={-1} className={classes.checked}>
      <Age since={checkedAt} />
      <RefreshButton label={m.check_again()} line={line} onClick={props.onCheck} />
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
