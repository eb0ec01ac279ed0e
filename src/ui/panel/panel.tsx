import '@mantine/core/styles/Drawer.css';
import { Drawer, Popover, type PopoverProps } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactElement, ReactNode } from 'react';
import { m } from '../../messages/messages.js';
import classes from './panel.module.css';

/** As in the stylesheets of those that have a panel. */
const NARROW = '(max-width: 560px)';

/** What a button opens: beside it or, where there is no room, a sheet from below. */
export function Panel(props: {
  button: ReactElement;
  title: string;
  isOpened: boolean;
  setOpened: (isOpened: boolean) => void;
  /** Where it stands beside the button; `width` in px. */
  beside: Pick<PopoverProps, 'position' | 'width' | 'offset'>;
  className?: string | undefined;
  children: ReactNode;
}) {
  const { button, title, isOpened, setOpened, children } = props;
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  if (isNarrow) {
    return (
      <>
        {button}
        <Drawer
          opened={isOpened}
          onClose={() => setOpened(false)}
          position="bottom"
          title={title}
          classNames={{ content: classes.sheet }}
          closeButtonProps={{ 'aria-label': m.close() }}
        >
          {children}
        </Drawer>
      </>
    );
  }
  return (
    <Popover
      opened={isOpened}
      onChange={setOpened}
      shadow="md"
      trapFocus
      returnFocus
      withinPortal
      {...props.beside}
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown className={props.className} aria-label={title}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
