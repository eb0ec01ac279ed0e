import { ActionIcon } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useHandOnFocus } from './use-hand-on-focus.ts';

/** Asks for something anew, and is gone while that is under way: the focus waits in its line until it is back. */
export function RefreshButton(props: {
  label: string;
  hasTitle?: boolean;
  isBusy?: boolean;
  /** The line that it stands in, which can have the focus. */
  line: RefObject<HTMLElement | null>;
  onClick: () => void;
}) {
  const { label, line } = props;
  const button = useRef<HTMLButtonElement>(null);
  useHandOnFocus(button, () => line.current);
  useLayoutEffect(() => {
    if (document.activeElement === line.current) button.current?.focus();
  }, [line]);
  return (
    <ActionIcon
      ref={button}
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={label}
      title={props.hasTitle ? label : undefined}
      loading={props.isBusy ?? false}
      onClick={props.onClick}
    >
      <IconRefresh size={15} />
    </ActionIcon>
  );
}
