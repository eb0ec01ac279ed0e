import '@mantine/core/styles/Drawer.css';
import { Drawer, Popover } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { cloneElement, type ReactElement, useState } from 'react';
import { m } from '../../messages/messages.js';
import type { MenuButtonProps } from '../../ui/menu/menu-entry.ts';
import type { ListAddress } from '../list-address.ts';
import classes from './filters.module.css';
import { MoreForm } from './more-form.tsx';

/** As in filters.module.css. */
const NARROW = '(max-width: 560px)';

/** The filters that are asked for less often, in a form of their own: beside the button, or where there is no room below it all. */
export function MoreFilters(props: { button: ReactElement<MenuButtonProps>; address: ListAddress }) {
  const [isOpened, setOpened] = useState(true);
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const close = () => setOpened(false);
  const button = cloneElement(props.button, {
    'aria-haspopup': 'dialog',
    'aria-expanded': isOpened,
    onClick: () => setOpened(!isOpened),
  });
  const form = (
    <MoreForm
      filters={props.address.filters}
      onApply={(filters) => {
        close();
        props.address.setFilters(filters);
      }}
    />
  );
  if (isNarrow) {
    return (
      <>
        {button}
        <Drawer
          opened={isOpened}
          onClose={close}
          position="bottom"
          title={m.list_more_filters()}
          classNames={{ content: classes.sheet }}
          closeButtonProps={{ 'aria-label': m.close() }}
        >
          {form}
        </Drawer>
      </>
    );
  }
  return (
    <Popover
      opened={isOpened}
      onChange={setOpened}
      position="bottom-start"
      width={372}
      shadow="md"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={m.list_more_filters()}>
        {form}
      </Popover.Dropdown>
    </Popover>
  );
}
