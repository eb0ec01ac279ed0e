import { Button, type ButtonProps } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { useHandOnFocus } from './use-hand-on-focus.ts';

/** A button that may go once it did what it says, and does not take the focus with it. */
export function PassingButton({
  heir,
  ...props
}: ButtonProps & {
  onClick: () => void;
  children: ReactNode;
  'aria-busy'?: boolean;
  /** What gets the focus; without it, what stands in the button's place. */
  heir?: () => HTMLElement | null | undefined;
}) {
  const button = useRef<HTMLButtonElement>(null);
  useHandOnFocus(button, heir);
  return <Button ref={button} {...props} />;
}
