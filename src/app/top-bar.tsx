import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { Link, NavLink } from 'react-router-dom';
import { type Session, useSignOut } from '../api/session.ts';
import { m } from '../messages/messages.js';
import { roleWord } from '../session/role-word.ts';
import mark from '../ui/coppice.svg';
import { IntentMenu } from '../ui/intent-menu.tsx';
import classes from './shell.module.css';

/** Where one is, and as whom. */
export function TopBar({ session }: { session: Session }) {
  return (
    <header className={classes.bar}>
      <Link className={classes.brand} to="/models" aria-label={m.brand_home()}>
        <img src={mark} alt="" width={24} height={24} />
        <span className={classes.brandName}>{m.brand()}</span>
      </Link>
      <nav className={classes.nav} aria-label={m.main_navigation()}>
        <NavLink to="/models">{m.models()}</NavLink>
        <NavLink to="/deletions">{m.deletions()}</NavLink>
      </nav>
      <div className={classes.end}>
        <ColorSchemeButton />
        <AccountMenu session={session} />
      </div>
    </header>
  );
}

function ColorSchemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const isDark = scheme === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={isDark ? m.use_light_colours() : m.use_dark_colours()}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <IconSun size={18} /> : <IconMoon size={18} />}
    </ActionIcon>
  );
}

function AccountMenu({ session }: { session: Session }) {
  const signOut = useSignOut();
  const place = m.account_line({ account: session.account.name, project: session.project.name });
  const button = (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      fw={500}
      rightSection={<IconChevronDown size={14} aria-hidden />}
      aria-label={m.account_menu({ user: session.user.name, project: session.project.name })}
    >
      <bdi>{session.user.name}</bdi>
      <span className={classes.place}>&nbsp;· {session.project.name}</span>
    </Button>
  );
  return (
    <IntentMenu
      width={250}
      button={button}
      entries={[
        { kind: 'remark', label: place },
        { kind: 'remark', label: roleWord(session.role) },
        { kind: 'divider', label: '' },
        { kind: 'action', label: m.sign_out(), icon: IconLogout, act: () => signOut.mutate() },
      ]}
    />
  );
}
