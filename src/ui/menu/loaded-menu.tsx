import '@mantine/core/styles/Menu.css';
import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router-dom';
import classes from './loaded-menu.module.css';
import type { MenuButtonProps, MenuEntry } from './menu-entry.ts';

/** The menu itself, open as soon as it is there. */
export function LoadedMenu(props: {
  button: ReactElement<MenuButtonProps>;
  entries: readonly MenuEntry[];
  width?: number;
}) {
  return (
    <Menu
      defaultOpened
      position="bottom-end"
      shadow="md"
      withinPortal
      {...(props.width && { width: props.width })}
    >
      <Menu.Target>{props.button}</Menu.Target>
      <Menu.Dropdown mah={380} style={{ overflowY: 'auto' }}>
        {props.entries.map((entry) => (
          <Entry key={entry.label} entry={entry} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case 'action':
      return (
        <Menu.Item
          leftSection={entry.icon && <entry.icon size={16} aria-hidden />}
          {...(entry.isDangerous && { c: 'var(--coppice-bad)' })}
          disabled={entry.isDisabled ?? false}
          onClick={entry.act}
        >
          {entry.label}
        </Menu.Item>
      );
    case 'link':
      return (
        <Menu.Item
          component={Link}
          to={entry.to}
          leftSection={entry.icon && <entry.icon size={16} aria-hidden />}
        >
          {entry.label}
        </Menu.Item>
      );
    case 'outside':
      return (
        <Menu.Item
          component="a"
          href={entry.href}
          target="_blank"
          rel="noreferrer"
          leftSection={entry.icon && <entry.icon size={16} aria-hidden />}
        >
          {entry.label}
        </Menu.Item>
      );
    case 'download':
      return (
        <Menu.Item
          component="a"
          href={entry.href}
          download
          leftSection={entry.icon && <entry.icon size={16} aria-hidden />}
        >
          {entry.label}
        </Menu.Item>
      );
    case 'choice':
      return (
        <Menu.RadioItem
          value={entry.label}
          checked={entry.isChosen}
          closeMenuOnClick
          checkIcon={<IconCheck size={14} aria-hidden />}
          onChange={entry.choose}
        >
          {entry.label}
        </Menu.RadioItem>
      );
    case 'tick':
      return (
        <Menu.CheckboxItem
          checked={entry.isTicked}
          closeMenuOnClick={false}
          checkIcon={<IconCheck size={14} aria-hidden />}
          onChange={entry.tick}
        >
          <span className={classes.ticked}>
            {entry.mark && <span className={classes.mark}>{entry.mark}</span>}
            {entry.label}
          </span>
        </Menu.CheckboxItem>
      );
    case 'remark':
      return <Menu.Label>{entry.label}</Menu.Label>;
    case 'divider':
      return <Menu.Divider role="separator" />;
    default:
      return entry satisfies never;
  }
}
