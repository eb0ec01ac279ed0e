import { cloneElement, type ReactElement, Suspense, useState } from 'react';
import { lazyPart } from '../load-code.ts';
import type { MenuButtonProps, MenuEntry } from './menu-entry.ts';

const loadMenu = () => import('./loaded-menu.tsx');
const LoadedMenu = lazyPart(loadMenu, 'LoadedMenu');

/** A menu whose code comes when somebody reaches for its button; until then the button is all there is. */
export function IntentMenu(props: {
  button: ReactElement<MenuButtonProps>;
  /** A list has hundreds of menus, of which one is opened: there they are asked for when it is. */
  entries: readonly MenuEntry[] | (() => readonly MenuEntry[]);
  width?: number;
}) {
  const [isWanted, setWanted] = useState(false);
  const button = cloneElement(props.button, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: loadMenu,
    onFocus: loadMenu,
    onClick: () => setWanted(true),
  });
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <LoadedMenu
        {...props}
        entries={typeof props.entries === 'function' ? props.entries() : props.entries}
      />
    </Suspense>
  );
}
