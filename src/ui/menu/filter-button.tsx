import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { m } from '../../messages/messages.js';
import type { MenuButtonProps } from './menu-entry.ts';

/** The button of a menu of choices, with what is chosen; `''` when nothing is. It stands out while it narrows something. */
export function filterButton(
  label: string,
  chosen: string,
  { doesNarrow }: { doesNarrow: boolean },
): ReactElement<MenuButtonProps> {
  return (
    <Button
      variant={chosen !== '' && doesNarrow ? 'light' : 'default'}
      size="compact-sm"
      fw={500}
      rightSection={<IconChevronDown size={14} aria-hidden />}
    >
      {chosen === '' ? label : m.filter_chosen({ label, value: chosen })}
    </Button>
  );
}
