import { VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { Outlet } from 'react-router-dom';
import { type ModelGroup, modelGroupsQuery, type Narrowing, readAllVersions } from '../api/model-groups.ts';
import type { DeletionSubject } from '../deletion/subject.ts';
import { m } from '../messages/messages.js';
import { useMayDelete } from '../session/use-may-delete.ts';
import { useListAddress } from './list-address.ts';
import { ListTrouble } from './list-trouble.tsx';
import classes from './models.module.css';
import { ModelsHeader } from './models-header.tsx';
import { ModelsTree } from './models-tree.tsx';
import { pickLines } from './pick-lines.ts';
import { NOTHING_SELECTED, selectVersions } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { type TreeRow, treeRows } from './tree-rows.ts';
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
  const [isCleared, setCleared] = useState(false);
  const [anchor, setAnchor] = useState<string>();
  // "All that match" was said of another list once the filter changes, and is not said again on the way back.
  if (selection.matching && !isSame(selection.matching.narrowing, address.narrowing)) {
    setSelection(NOTHING_SELECTED);
    setCleared(true);
  }
  const [subject, setSubject] = useState<DeletionSubject>();
  const [areKeysShown, setKeysShown] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const mayDelete = useMayDelete();
  const cache = useQueryClient();

  const total = groupPages.data?.pages[0]?.total;
  const matching = total && { ...total, narrowing: address.narrowing };

  const pick = (line: TreeRow, isOn: boolean, isRange: boolean) => {
    const from = isRange ? rows.findIndex((row) => row.key === anchor) : -1;
    const to = rows.findIndex((row) => row.key === line.key);
    const lines = from < 0 ? [line] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
    const picked = pickLines(selection, lines, isOn);
    setAnchor(line.key);
    setCleared(false);
    setSelection(picked.selection);
    for (const group of picked.toRead) void selectShownPart(group);
  };

  const pickAll = (isOn: boolean) => {
    setCleared(false);
    setSelection(isOn && matching ? { matching, names: new Map() } : NOTHING_SELECTED);
  };

  // A narrowed list shows part of a name; its checkbox then selects that part, never what is out of sight.
  const selectShownPart = async (group: ModelGroup) => {
    const shown = await cache.fetchQuery({
      queryKey: ['models', 'matching', group.model_name, address.narrowing],
      queryFn: () => readAllVersions(group.model_name, address.narrowing),
    });
    setSelection((now) => selectVersions(now, group, shown, true));
  };

  return (
    <div className={classes.page}>
      <ModelsHeader address={address} total={total} searchRef={search} />
      <ListTrouble list={groupPages} address={address}>
        <ModelsTree
          rows={rows}
          isPending={groupPages.isPending}
          hasMore={groupPages.hasNextPage}
          onNearEnd={() => !groupPages.isFetchingNextPage && groupPages.fetchNextPage()}
          selection={selection}
          onPick={pick}
          matching={matching}
          onPickAll={pickAll}
          onToggle={toggle}
          onReload={reload}
          onDelete={mayDelete ? setSubject : undefined}
          onSearch={() => search.current?.focus()}
          onShowKeys={() => setKeysShown(true)}
        />
      </ListTrouble>
      <VisuallyHidden role="status">{isCleared && m.selection_outdated()}</VisuallyHidden>
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

function isSame(a: Narrowing, b: Narrowing): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
