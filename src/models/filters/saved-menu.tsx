import { IconBookmark, IconBookmarkPlus, IconLink, IconListCheck, IconTrash } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { addressOf } from '../../api/prefetch/address-of.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete } from '../../session/session-hooks.ts';
import { copyText } from '../../ui/copy/copy-text.ts';
import { LoadedMenu } from '../../ui/menu/loaded-menu.tsx';
import type { MenuButtonProps, MenuEntry } from '../../ui/menu/menu-entry.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import type { ListAddress } from '../list-address.ts';
import { SavedDialog } from './saved-dialog.tsx';
import { useSavedFilters } from './use-saved-filters.ts';

/** The filters that were saved, and what can be done with the one that is set: to keep it, to give it away, to make a rule of it. */
export function SavedMenu(props: { button: ReactElement<MenuButtonProps>; address: ListAddress }) {
  const { address } = props;
  const [isOpened, setOpened] = useState(false);
  useFocusBack(isOpened);
  const mayWrite = useMayDelete();
  const saved = useSavedFilters();
  const isDisabled = !address.isNarrowed;
  const query = addressOf('', { ...address.filters, ...address.sorting });
  const entries: MenuEntry[] = [
    { kind: 'remark', label: saved.length > 0 ? m.list_saved() : m.list_saved_none() },
    ...saved.map(
      ({ name, query }): MenuEntry => ({
        kind: 'link',
        label: name,
        icon: IconBookmark,
        to: paths.models + query,
      }),
    ),
    { kind: 'divider', label: '' },
    {
      kind: 'action',
      label: m.list_save(),
      icon: IconBookmarkPlus,
      isDisabled,
      act: () => setOpened(true),
    },
    {
      kind: 'action',
      label: m.copy_link(),
      icon: IconLink,
      isDisabled,
      act: () => void copyText(window.location.href),
    },
    ...(mayWrite && address.isNarrowed
      ? [
          {
            kind: 'link',
            label: m.list_make_rule(),
            icon: IconListCheck,
            to: paths.newRule + addressOf('', address.filters),
          } as const,
        ]
      : []),
    ...(saved.length > 0
      ? [
          {
            kind: 'action',
            label: m.list_saved_edit(),
            icon: IconTrash,
            act: () => setOpened(true),
          } as const,
        ]
      : []),
  ];
  return (
    <>
      <LoadedMenu button={props.button} entries={entries} />
      {isOpened && (
        <SavedDialog query={address.isNarrowed ? query : undefined} onClose={() => setOpened(false)} />
      )}
    </>
  );
}
