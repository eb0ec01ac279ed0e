import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from 'react';
import type { MenuButtonProps } from './menu-entry.ts';

/** A button of which what it opens comes, with its code, when somebody reaches for it; until then the button is all there is. */
export function OnIntent(props: {
  button: ReactElement<MenuButtonProps>;
  popup: 'menu' | 'dialog';
  /** Gets the code that `children` needs. */
  load: () => Promise<unknown>;
  /** The button and what it opens, which is open as soon as it is there. */
  children: (button: ReactElement<MenuButtonProps>) => ReactNode;
}) {
  const [isWanted, setWanted] = useState(false);
  const button = cloneElement(props.button, {
    'aria-haspopup': props.popup,
    'aria-expanded': false,
    onPointerEnter: props.load,
    onFocus: props.load,
    onClick: () => setWanted(true),
  });
  return isWanted ? <Suspense fallback={button}>{props.children(props.button)}</Suspense> : button;
}
