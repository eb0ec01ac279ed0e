import { Button } from '@mantine/core';
import { IconBan, IconChevronDown, IconExternalLink, IconMail } from '@tabler/icons-react';
import type { Plan } from '../../../core/deletion/plan.ts';
import { BASE } from '../../api/prefetch/base.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { useServiceUrl } from '../../session/session-hooks.ts';
import { copyText } from '../../ui/copy/copy-text.ts';
import { IntentMenu } from '../../ui/menu/intent-menu.tsx';
import type { MenuEntry } from '../../ui/menu/menu-entry.ts';
import { ownerMessage } from '../../ui/service/owner-message.ts';
import { serviceAddress } from '../../ui/service/service-address.ts';
import { holdersOf } from '../planning/holders.ts';
import { refusalReason } from '../planning/plan-text.ts';

/** So many services are named one by one; the others stand in the table. */
const NAMED = 4;

/** In place of the button, where all is known to be refused: why, and what can be done about it. */
export function WaysOn(props: { plan: Plan; isChecking: boolean; onTry: () => void }) {
  const { plan, isChecking, onTry } = props;
  const holders = holdersOf(plan).slice(0, NAMED);
  const template = useServiceUrl();
  const open = holders.flatMap((holder): MenuEntry[] => {
    const address = serviceAddress(holder.service, template);
    if (!address) return [];
    const say = address.isOutside ? m.open_service : m.services_show;
    const href = address.isOutside ? address.to : BASE + address.to;
    return [{ kind: 'outside', label: say(nameOf(holder.service)), icon: IconExternalLink, href }];
  });
  const write = holders.map(
    (holder): MenuEntry => ({
      kind: 'action',
      label: holders.length === 1 ? m.copy_owner_message() : m.copy_owner_message_of(nameOf(holder.service)),
      icon: IconMail,
      act: () => void copyText(ownerMessage({ ...holder, link: linkTo(holder.service.service_id) })),
    }),
  );
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
        entries={[
          ...open,
          ...write,
          { kind: 'divider', label: '' },
          { kind: 'action', label: m.try_anyway(), isDangerous: true, act: onTry },
        ]}
        width={270}
      />
    </>
  );
}

function nameOf({ service_name, service_id }: { service_name: string; service_id: string }) {
  return { name: service_name || service_id };
}

function linkTo(id: string): string {
  return `${window.location.origin}${BASE}${paths.service(id)}`;
}
