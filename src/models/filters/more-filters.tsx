import { cloneElement, type ReactElement, useState } from 'react';
import { m } from '../../messages/messages.js';
import type { MenuButtonProps } from '../../ui/menu/menu-entry.ts';
import { Panel } from '../../ui/panel/panel.tsx';
import type { ListAddress } from '../list-address.ts';
import classes from './filters.module.css';
import { draftOf } from './more-draft.ts';
import { MoreForm } from './more-form.tsx';

/**
 * The filters that are asked for less often, in a form of their own: beside the button, or where there is no room below it all.
 * What was entered stays while it is open, also where that changes.
 */
export function MoreFilters(props: { button: ReactElement<MenuButtonProps>; address: ListAddress }) {
  const { filters } = props.address;
  const [isOpened, setOpened] = useState(true);
  const [draft, setDraft] = useState(() => draftOf(filters));
  const button = cloneElement(props.button, {
    'aria-haspopup': 'dialog',
    'aria-expanded': isOpened,
    onClick: () => {
      setDraft(draftOf(filters));
      setOpened(!isOpened);
    },
  });
  return (
    <Panel
      button={button}
      title={m.list_more_filters()}
      isOpened={isOpened}
      setOpened={setOpened}
      beside={{ position: 'bottom-start', width: 372 }}
      className={classes.panel}
    >
      <MoreForm
        filters={filters}
        draft={draft}
        setDraft={setDraft}
        onApply={(changes) => {
          setOpened(false);
          props.address.setFilters(changes);
        }}
      />
    </Panel>
  );
}
