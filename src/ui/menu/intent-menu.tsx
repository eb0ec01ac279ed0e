import type { ReactElement } from 'react';
import { lazyPart } from '../load-code.ts';
import type { MenuButtonProps, MenuEntry } from './menu-entry.ts';
import { OnIntent } from './on-intent.tsx';

const loadMenu = () => import('./loaded-menu.tsx');
const LoadedMenu = lazyPart(loadMenu, 'LoadedMenu');

/** A menu whose code comes when somebody reaches for its button; until then the button is all there is. */
export function IntentMenu(props: {
  button: ReactElement<MenuButtonProps>;
  /** A list has hundreds of menus, of which one is opened: there they are asked for when it is. */
  entries: readonly MenuEntry[] | (() => readonly MenuEntry[]);
  width?: number;
}) {
  return (
    <OnIntent button={props.button} popup="menu" load={loadMenu}>
      {() => (
        <LoadedMenu
          {...props}
          entries={typeof props.entries === 'function' ? props.entries() : props.entries}
        />
      )}
    </OnIntent>
  );
}
