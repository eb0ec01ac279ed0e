import {
  IconCopy,
  IconDots,
  IconFileDescription,
  IconReceipt,
  IconShieldLock,
  IconTrash,
} from '@tabler/icons-react';
import { paths } from '../../app/paths.ts';
import type { DeletionScope } from '../../deletion/deletion-scope.ts';
import { m } from '../../messages/messages.js';
import { copyText } from '../../ui/copy/copy-text.ts';
import { IntentMenu } from '../../ui/menu/intent-menu.tsx';
import type { MenuEntry } from '../../ui/menu/menu-entry.ts';
import ui from '../../ui/ui.module.css';
import type { OfferedDeletion } from '../selection/deletions-of-name.ts';

/** What can be done with one line. Without `onDelete` the menu says why there is no deleting. */
export function RowMenu(props: {
  label: string;
  /** Where its details are; asked for when the menu is wanted. */
  details: () => string;
  copy: { label: string; value: string };
  /** The run that is about to delete it, if there is one. */
  deletingBy: string | undefined;
  /** What deletions it offers; asked for when the menu is wanted. */
  deletions: () => readonly OfferedDeletion[];
  onDelete: ((scope: DeletionScope) => void) | undefined;
  /** What protects it, or lifts that. */
  protect: { label: string; act: () => void };
}) {
  const { copy, deletingBy, onDelete } = props;
  const entries = (): MenuEntry[] => [
    {
      kind: 'link',
      label: m.details(),
      icon: IconFileDescription,
      to: props.details(),
    },
    { kind: 'action', label: copy.label, icon: IconCopy, act: () => void copyText(copy.value) },
    ...(deletingBy === undefined ? [] : [toDeletion(deletingBy)]),
    {
      kind: 'action',
      label: props.protect.label,
      icon: IconShieldLock,
      isDisabled: !onDelete,
      act: props.protect.act,
    },
    { kind: 'divider', label: '' },
    ...props.deletions().map(
      ({ label, scope }): MenuEntry => ({
        kind: 'action',
        label,
        icon: IconTrash,
        isDangerous: true,
        isDisabled: !onDelete,
        act: () => onDelete?.(scope),
      }),
    ),
    ...(onDelete ? [] : [{ kind: 'remark', label: m.viewer_cannot_delete() } as const]),
  ];
  const button = (
    <button type="button" className={ui.iconButton} aria-label={props.label} tabIndex={-1} data-row-menu>
      <IconDots size={16} />
    </button>
  );
  return <IntentMenu button={button} entries={entries} width={230} />;
}

function toDeletion(id: string): MenuEntry {
  return { kind: 'link', label: m.deletion_under_way(), icon: IconReceipt, to: paths.deletion(id) };
}
