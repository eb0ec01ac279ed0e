import { type ReactElement, useSyncExternalStore } from 'react';
import { m } from '../../messages/messages.js';
import { compact, setCompact } from '../../ui/density.ts';
import { LoadedMenu } from '../../ui/menu/loaded-menu.tsx';
import type { MenuButtonProps, MenuEntry } from '../../ui/menu/menu-entry.ts';
import { hiddenColumns } from '../list/hidden-columns.ts';
import { COLUMNS, type Column, setHidden } from './hide-column.ts';

/** Which columns the list has, and how high its lines are; this browser remembers both. */
export function ViewMenu({ button }: { button: ReactElement<MenuButtonProps> }) {
  const isDense = useSyncExternalStore(compact.subscribe, compact.getState);
  const hidden = useSyncExternalStore(hiddenColumns.subscribe, hiddenColumns.getState).split(' ');
  const words: Record<Column, string> = {
    versions: m.column_versions(),
    size: m.column_size(),
    status: m.column_status(),
    services: m.column_services(),
    created: m.column_created(),
  };
  const columns = COLUMNS.map((column): MenuEntry => {
    const isTicked = !hidden.includes(column);
    return { kind: 'tick', label: words[column], isTicked, tick: () => setHidden(column, isTicked) };
  });
  const densities = [
    { isNow: false, label: m.density_comfortable() },
    { isNow: true, label: m.density_compact() },
  ].map(
    ({ isNow, label }): MenuEntry => ({
      kind: 'choice',
      label,
      isChosen: isNow === isDense,
      choose: () => setCompact(isNow),
    }),
  );
  const entries: MenuEntry[] = [
    { kind: 'remark', label: m.list_columns() },
    ...columns,
    { kind: 'divider', label: '' },
    { kind: 'remark', label: m.density() },
    ...densities,
  ];
  return <LoadedMenu button={button} entries={entries} />;
}
