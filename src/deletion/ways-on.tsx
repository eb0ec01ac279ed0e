import { Button } from '@mantine/core';
import { IconBan, IconChevronDown } from '@tabler/icons-react';
import type { Plan } from '../../core/deletion/plan.ts';
import { m } from '../messages/messages.js';
import { IntentMenu } from '../ui/intent-menu.tsx';
import { refusalReason } from './plan-words.ts';

/** In place of the button, where all is known to be refused: why, and what can be done about it. */
export function WaysOn(props: { plan: Plan; isChecking: boolean; onTry: () => void }) {
  const { plan, isChecking, onTry } = props;
  return (
    <>
      <Button color="red" aria-disabled data-disabled leftSection={<IconBan size={16} aria-hidden />}>
        {m.cannot_be_deleted({ why: refusalReason(plan) })}
      </Button>
      <IntentMenu
        button={
          <Button
            variant="default"
            loading={isChecking}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {m.ways_on()}
          </Button>
        }
        entries={[{ kind: 'action', label: m.try_anyway(), isDangerous: true, act: onTry }]}
        width={230}
      />
    </>
  );
}
