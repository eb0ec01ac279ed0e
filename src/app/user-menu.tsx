import '@mantine/core/styles/Menu.css';
import { Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconAdjustments,
  IconCheck,
  IconHelpCircle,
  IconKey,
  IconKeyboard,
  IconListCheck,
  IconLogout,
  IconPlayerPlay,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useId, useSyncExternalStore } from 'react';
import { Link } from 'react-router-dom';
import { LANGUAGES, OWN_NAMES } from '../../core/console-api/languages.ts';
import { isPermitted } from '../../core/contract/roles.ts';
import { aboutQuery, type Session, useSignOut } from '../api/queries/access/session.ts';
import { m } from '../messages/messages.js';
import { chooseLanguage } from '../ui/choose-language.ts';
import { compact, setCompact } from '../ui/density.ts';
import { LANGUAGE } from '../ui/language.ts';
import { paths } from './paths.ts';
import classes from './user-menu.module.css';

/** Who one is and where, how the console looks, and the ways to help and out. */
export function UserMenu(props: {
  button: ReactElement;
  session: Session;
  onShowKeys: () => void;
  onShowSettings: () => void;
}) {
  const signOut = useSignOut();
  const { data: about } = useQuery(aboutQuery);
  const { role, is_mirrored } = props.session;
  const mayManagePeople = !is_mirrored && isPermitted(role, 'coppice:people:manage');
  const icon = { size: 16, 'aria-hidden': true } as const;
  return (
    <Menu defaultOpened position="bottom-end" shadow="md" withinPortal width={270}>
      <Menu.Target>{props.button}</Menu.Target>
      <Menu.Dropdown mah="calc(100dvh - 64px)" className={classes.menu}>
        <Person session={props.session} />
        <Menu.Divider role="separator" />
        <LanguageChoices />
        <ThemeChoices />
        <DensityChoices />
        <Menu.Divider role="separator" />
        <Menu.Item component={Link} to={paths.rules} leftSection={<IconListCheck {...icon} />}>
          {m.rules()}
        </Menu.Item>
        <Menu.Item component={Link} to={paths.webhooks} leftSection={<IconWebhook {...icon} />}>
          {m.webhooks()}
        </Menu.Item>
        <Menu.Item component={Link} to={paths.runs} leftSection={<IconPlayerPlay {...icon} />}>
          {m.runs()}
        </Menu.Item>
        {mayManagePeople && (
          <Menu.Item component={Link} to={paths.people} leftSection={<IconUsers {...icon} />}>
            {m.people()}
          </Menu.Item>
        )}
        <Menu.Item component={Link} to={paths.ownAccess} leftSection={<IconKey {...icon} />}>
          {m.own_access()}
        </Menu.Item>
        <Menu.Item leftSection={<IconAdjustments {...icon} />} onClick={props.onShowSettings}>
          {m.project_settings()}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard {...icon} />} onClick={props.onShowKeys}>
          {m.keys_title()}
        </Menu.Item>
        <Menu.Item component={Link} to={paths.help} leftSection={<IconHelpCircle {...icon} />}>
          {m.help()}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout {...icon} />} onClick={() => signOut.mutate()}>
          {m.sign_out()}
        </Menu.Item>
        {about && (
          <>
            <Menu.Divider role="separator" />
            <Menu.Label>{m.version_of_coppice({ version: about.version })}</Menu.Label>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What each role may do, in words. */
const MEANINGS = { viewer: m.role_viewer, operator: m.role_operator, admin: m.role_admin };

function Person({ session }: { session: Session }) {
  return (
    <div className={classes.person}>
      <bdi className={classes.name}>{session.user.name}</bdi>
      <div>{MEANINGS[session.role]()}</div>
      <dl>
        <dt>{m.account()}</dt>
        <dd>
          <bdi>{session.account.name}</bdi>
        </dd>
        <dt>{m.project()}</dt>
        <dd>
          <bdi>{session.project.name}</bdi>
        </dd>
      </dl>
      <div>{m.other_project()}</div>
    </div>
  );
}

function LanguageChoices() {
  return (
    <Choices
      label={m.language()}
      choices={LANGUAGES.map((language) => ({
        label: OWN_NAMES[language],
        isChosen: language === LANGUAGE,
        choose: () => chooseLanguage(language),
      }))}
    />
  );
}

function ThemeChoices() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const themes = [
    { value: 'auto', label: m.theme_system() },
    { value: 'light', label: m.theme_light() },
    { value: 'dark', label: m.theme_dark() },
  ] as const;
  return (
    <Choices
      label={m.theme()}
      choices={themes.map(({ value, label }) => ({
        label,
        isChosen: value === colorScheme,
        choose: () => setColorScheme(value),
      }))}
    />
  );
}

function DensityChoices() {
  const isNow = useSyncExternalStore(compact.subscribe, compact.getState);
  const densities = [
    { isDense: false, label: m.density_comfortable() },
    { isDense: true, label: m.density_compact() },
  ];
  return (
    <Choices
      label={m.density()}
      choices={densities.map(({ isDense, label }) => ({
        label,
        isChosen: isDense === isNow,
        choose: () => setCompact(isDense),
      }))}
    />
  );
}

/** One of a few, side by side; the menu stays open, for the effect to be seen. */
function Choices(props: {
  label: string;
  choices: { label: string; isChosen: boolean; choose: () => void }[];
}) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
    <div role="group" aria-labelledby={id}>
      <Menu.Label id={id}>{props.label}</Menu.Label>
      <div className={classes.choices}>
        {props.choices.map(({ label, isChosen, choose }) => (
          <Menu.RadioItem
            key={label}
            value={label}
            checked={isChosen}
            closeMenuOnClick={false}
            checkIcon={<IconCheck size={14} aria-hidden />}
            onChange={choose}
          >
            {label}
          </Menu.RadioItem>
        ))}
      </div>
    </div>
  );
}
