import { Button, Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronDown, IconSearch } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { Link } from 'react-router-dom';
import type { Session } from '../api/queries/access/session.ts';
import { m } from '../messages/messages.js';
import { RunsGate } from '../runs/runs-gate.tsx';
import mark from '../ui/coppice.svg';
import { lazyPart } from '../ui/load-code.ts';
import { useFocusBack } from '../ui/use-focus-back.ts';
import { COMMAND_KEY } from './command-key.ts';
import { MainNav } from './main-nav.tsx';
import { paths } from './paths.ts';
import classes from './shell.module.css';

const loadMenu = () => import('./user-menu.tsx');
const UserMenu = lazyPart(loadMenu, 'UserMenu');
const KeysDialog = lazyPart(() => import('./keys-dialog.tsx'), 'KeysDialog');
const ProjectSettings = lazyPart(() => import('../session/project-settings.tsx'), 'ProjectSettings');
const loadPalette = () => import('../palette/palette.tsx');
const Palette = lazyPart(loadPalette, 'Palette');

/** Where one is, and as whom; and what opens over any page: the palette, the list of keys and the project's settings. */
export function TopBar({ session }: { session: Session }) {
  const [over, setOver] = useState<'palette' | 'keys' | 'settings'>();
  useFocusBack(over !== undefined);
  // A dialog has the page: nothing opens over it.
  const open = (what: 'palette' | 'keys') => document.querySelector('[aria-modal]') ?? setOver(what);
  useHotkeys([['mod+K', () => open('palette')]], []);
  useHotkeys([['shift+?', () => open('keys')]]);
  const close = () => setOver(undefined);
  const showKeys = () => setOver('keys');
  const showSettings = () => setOver('settings');
  return (
    <header className={classes.bar}>
      <Link className={classes.brand} to={paths.overview} aria-label={m.brand_home()}>
        <img src={mark} alt="" width={24} height={24} />
        <span className={classes.brandName}>{m.brand()}</span>
      </Link>
      <MainNav />
      <div className={classes.end}>
        <RunsGate session={session} />
        <button
          type="button"
          className={classes.goTo}
          onPointerEnter={loadPalette}
          onClick={() => setOver('palette')}
        >
          <IconSearch size={16} aria-hidden />
          <span className={classes.goToWords}>
            {m.go_to_anything()}{' '}
            <Kbd size="xs" aria-hidden>
              {COMMAND_KEY} K
            </Kbd>
          </span>
        </button>
        <AccountMenu session={session} onShowKeys={showKeys} onShowSettings={showSettings} />
      </div>
      <Suspense>
        {over === 'palette' && (
          <Palette onClose={close} onShowKeys={showKeys} onShowSettings={showSettings} />
        )}
        {over === 'keys' && <KeysDialog onClose={close} />}
        {over === 'settings' && <ProjectSettings session={session} onClose={close} />}
      </Suspense>
    </header>
  );
}

/** Who is signed in; the menu behind it comes when somebody reaches for it. */
function AccountMenu(props: { session: Session; onShowKeys: () => void; onShowSettings: () => void }) {
  const { session } = props;
  const [isWanted, setWanted] = useState(false);
  const button = (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      fw={500}
      rightSection={<IconChevronDown size={14} aria-hidden />}
      aria-label={m.account_menu({ user: session.user.name, project: session.project.name })}
      aria-haspopup="menu"
      onPointerEnter={loadMenu}
      onFocus={loadMenu}
      onClick={() => setWanted(true)}
    >
      <bdi>{session.user.name}</bdi>
      <span className={classes.place}>&nbsp;· {session.project.name}</span>
    </Button>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <UserMenu {...props} button={button} />
    </Suspense>
  );
}
