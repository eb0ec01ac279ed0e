import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { Outlet } from 'react-router-dom';
import { type ModelGroup, modelGroupsQuery, readAllVersions } from '../api/model-groups.ts';
import type { DeletionSubject } from '../deletion/subject.ts';
import { useMayDelete } from '../session/use-may-delete.ts';
import { useListAddress } from './list-address.ts';
import { ListTrouble } from './list-trouble.tsx';
import classes from './models.module.css';
import { ModelsHeader } from './models-header.tsx';
import { ModelsTree } from './models-tree.tsx';
import { NOTHING_SELECTED, selectGroup, selectVersions } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { treeRows } from './tree-rows.ts';
import { useOpenGroups } from './use-open-groups.ts';

const DeleteDialog = lazy(async () => ({
  default: (await import('../deletion/delete-dialog.tsx')).DeleteDialog,
}));

const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));

/** What the page offers to the drawer that opens over it. */
export type ModelsOutlet = { onDelete: (subject: DeletionSubject) => void };

/** Home: every model, grouped by name. */
export function ModelsPage() {
  const address = useListAddress();
  const groupPages = useInfiniteQuery(modelGroupsQuery(address.narrowing, address.sorting));
  const groups = useMemo(
    () => groupPages.data?.pages.flatMap((page) => page.groups) ?? [],
    [groupPages.data],
  );
  const { openGroups, toggle, reload } = useOpenGroups(address.narrowing);
  const rows = useMemo(() => treeRows(groups, openGroups), [groups, openGroups]);
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [subject, setSubject] = useState<DeletionSubject>();
  const [areKeysShown, setKeysShown] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const mayDelete = useMayDelete();
  const cache = useQueryClient();

  // A narrowed list shows part of a name; its checkbox then selects that part, never what is out of sight.
  const onSelectGroup = async (group: ModelGroup, isOn: boolean) => {
    if (!isOn || group.matching === group.versions) return setSelection(selectGroup(selection, group, isOn));
    const shown = await cache.fetchQuery({
      queryKey: ['models', 'matching', group.model_name, address.narrowing],
      queryFn: () => readAllVersions(group.model_name, address.narrowing),
    });
    setSelection((now) => selectVersions(now, group, shown, true));
  };

  return (
    <div className={classes.page}>
      <ModelsHeader address={address} total={groupPages.data?.pages[0]?.total} searchRef={search} />
      <ListTrouble list={groupPages} address={address}>
        <ModelsTree
          rows={rows}
          isPending={groupPages.isPending}
          hasMore={groupPages.hasNextPage}
          onNearEnd={() => !groupPages.isFetchingNextPage && groupPages.fetchNextPage()}
          selection={selection}
          onSelect={setSelection}
          onSelectGroup={onSelectGroup}
          onToggle={toggle}
          onReload={reload}
          onDelete={mayDelete ? setSubject : undefined}
          onSearch={() => search.current?.focus()}
          onShowKeys={() => setKeysShown(true)}
        />
      </ListTrouble>
      <SelectionBar
        selection={selection}
        mayDelete={mayDelete}
        onClear={() => setSelection(NOTHING_SELECTED)}
        onDelete={setSubject}
      />
      <Outlet context={{ onDelete: setSubject } satisfies ModelsOutlet} />
      <Suspense>{areKeysShown && <KeysDialog onClose={() => setKeysShown(false)} />}</Suspense>
      <Suspense>
        {subject && <DeleteDialog subject={subject} onClose={() => setSubject(undefined)} />}
      </Suspense>
    </div>
  );
}
