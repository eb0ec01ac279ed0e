import { cloneElement, type ReactElement, useState } from 'react';
import { m } from '../../messages/messages.js';
import type { MenuButtonProps } from '../../ui/menu/menu-entry.ts';
import { Panel } from '../../ui/panel/panel.tsx';
import type { ListAddress } from '../list-address.ts';
import classes from './filters.module.css';
import { MoreForm } from './more-form.tsx';

/** The filters that are asked for less often, in a form of their own: beside the button, or where there is no room below it all. */
export function MoreFilters(props: { button: ReactElement<MenuButtonProps>; address: ListAddress }) {
  const [isOpened, setOpened] = useState(true);
  const button = cloneElement(props.button, {
    'aria-haspopup': 'dialog',
    'aria-expanded': isOpened,
    onClick: () => setOpened(!isOpened),
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
        filters={props.address.filters}
        onApply={(filters) => {
          setOpened(false);
          props.address.setFilters(filters);
        }}
      />
    </Panel>
  );
}
