import type { ServicePage } from '../../core/console-api/models/services.ts';
import { SERVICE_STATUSES } from '../../core/contract/service-requests.ts';
import { m } from '../messages/messages.js';
import { ChoicesMenu } from '../ui/menu/choices-menu.tsx';
import { PassingButton } from '../ui/passing-button.tsx';
import { serviceStatusWord } from '../ui/service/service-status.ts';
import { ServiceIcon } from '../ui/service/service-status-mark.tsx';
import classes from './services.module.css';
import type { ServicesAddress } from './services-address.ts';

type Owners = NonNullable<ServicePage['first']>['owners'];

/** The filters of the list of services, one menu each. */
export function ServiceFilterMenus({ address, owners }: { address: ServicesAddress; owners: Owners }) {
  const { filters } = address;
  // Who was chosen is offered too when nothing of theirs is there any more.
  const names = new Map([
    ...(filters.owner ?? []).map((owner) => [owner, owner] as const),
    ...owners.map(({ owner, owner_name }) => [owner, owner_name || owner] as const),
  ]);
  return (
    <div className={classes.filters}>
      <ChoicesMenu
        label={m.filter_status()}
        choices={SERVICE_STATUSES.map((status) => ({
          value: status,
          label: serviceStatusWord(status),
          mark: <ServiceIcon status={status} />,
        }))}
        values={filters.status ?? []}
        onChoose={address.setStatus}
      />
      <ChoicesMenu
        label={m.field_owner()}
        choices={[...names].map(([value, label]) => ({ value, label }))}
        values={filters.owner ?? []}
        onChoose={address.setOwner}
      />
      {address.isNarrowed && (
        <PassingButton variant="subtle" size="compact-sm" onClick={address.clear}>
          {m.clear_filters()}
        </PassingButton>
      )}
    </div>
  );
}
