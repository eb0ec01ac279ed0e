import '../ui/print.css';
import { VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useRef, useState } from 'react';
import { Outlet, useMatch } from 'react-router-dom';
import type { ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { modelGroupsQuery } from '../api/queries/models/model-groups.ts';
import type { DeletionScope } from '../deletion/deletion-scope.ts';
import { m } from '../messages/messages.js';
import type { Protectable } from '../protection/protectable.ts';
import { useMayDelete } from '../session/session-hooks.ts';
import { lazyPart } from '../ui/load-code.ts';
import { useFocusBack } from '../ui/use-focus-back.ts';
import { usePaperColours } from '../ui/use-is-printing.ts';
import { useTabTitle } from '../ui/use-tab-title.ts';
import type { ListKeyboard } from './list/use-tree-keys.ts';
import { useListAddress } from './list-address.ts';
import { ListTrouble } from './list-trouble.tsx';
import classes from './models.module.css';
import { ModelsHeader } from './models-header.tsx';
import { ModelsList } from './models-list.tsx';
import { usePrintWhole } from './rows/use-print-whole.ts';
import { NOTHING_SELECTED } from './selection/selection.ts';
import { useReconciledSelection } from './selection/use-reconciled-selection.ts';

/** Until the first page is there. */
const NO_PAGES: readonly ModelGroupPage[] = [];

const SelectionBar = lazyPart(() => import('./selection/selection-bar.tsx'), 'SelectionBar');
const ProtectionDialog = lazyPart(() => import('../protection/protection-dialog.tsx'), 'ProtectionDialog');
const ListDeletion = lazyPart(() => import('./list-deletion.tsx'), 'ListDeletion');

/** What the page offers to the drawer that opens over it. */
export type ModelsOutlet = {
  onDelete: (scope: DeletionScope) => void;
  onProtect: (what: Protectable) => void;
};

/** Home: every model, grouped by name. */
export function ModelsPage() {
  const address = useListAddress();
  const groupPages = useInfiniteQuery(modelGroupsQuery(address.filters, address.sorting));
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [isCleared, setCleared] = useState(false);
  // "All that match" was said of another list once the filter changes, and is not said again on the way back.
  if (selection.matching && !isEqual(selection.matching.filters, address.filters)) {
    setSelection(NOTHING_SELECTED);
    setCleared(true);
  }
  const [scope, setScope] = useState<DeletionScope>();
  const [protecting, setProtecting] = useState<Protectable>();
  const search = useRef<HTMLInputElement>(null);
  const keyboard = useRef<ListKeyboard>(null);
  const mayDelete = useMayDelete();
  const shown = useMatch('/models/:name/:version')?.params;
  useTabTitle(...(shown ? [[shown.name, shown.version].filter(Boolean).join(' ')] : []), m.models());
  const toLine = () => keyboard.current?.back();
  useFocusBack(shown !== undefined, toLine);
  useFocusBack(scope !== undefined || protecting !== undefined, toLine);
  usePaperColours();
  usePrintWhole({ pages: groupPages, open, filters: address.filters });

  const select: typeof setSelection = useCallback((change) => {
    setCleared(false);
    setSelection(change);
  }, []);
  useReconciledSelection(selection, setSelection);
  const pages = groupPages.data?.pages;
  const total = groupPages.isPlaceholderData ? undefined : pages?.[0]?.total;
  // "All that match" are as many as there are now.
  if (selection.matching && total && !isEqual(selection.matching, { ...selection.matching, ...total })) {
    setSelection({ ...selection, matching: { ...selection.matching, ...total } });
  }

  return (
    <div className={classes.page}>
      <ModelsHeader
        address={address}
        total={pages?.[0]?.total}
        leftOut={groupPages.isPlaceholderData ? undefined : pages?.[0]?.left_out}
        searchRef={search}
        onLeaveSearch={() => keyboard.current?.toFirst()}
      />
      <ListTrouble list={groupPages} address={address} onGone={() => search.current?.focus()}>
        <ModelsList
          pages={pages ?? NO_PAGES}
          filters={address.filters}
          listKey={JSON.stringify([address.filters, address.sorting, groupPages.isPlaceholderData])}
          sorting={address.sorting}
          onSort={address.sort}
          open={open}
          selection={selection}
          onSelect={select}
          isOutdated={groupPages.isPlaceholderData}
          isPending={groupPages.isPending}
          hasMore={groupPages.hasNextPage}
          onNearEnd={() => !groupPages.isFetchingNextPage && groupPages.fetchNextPage()}
          onToggle={(name) => setOpen((now) => toggled(now, name))}
          onDelete={mayDelete ? setScope : undefined}
          onProtect={setProtecting}
          onSearch={() => search.current?.focus()}
          keyboard={keyboard}
        />
      </ListTrouble>
      <VisuallyHidden role="status">{isCleared && m.selection_outdated()}</VisuallyHidden>
      <Suspense>
        {selection !== NOTHING_SELECTED && (
          <SelectionBar
            selection={selection}
            mayDelete={mayDelete}
            onClear={() => {
              setSelection(NOTHING_SELECTED);
              toLine();
            }}
            onDelete={setScope}
          />
        )}
      </Suspense>
      <Outlet context={{ onDelete: setScope, onProtect: setProtecting } satisfies ModelsOutlet} />
      <Suspense>
        {scope && <ListDeletion scope={scope} onClose={() => setScope(undefined)} />}
        {protecting && <ProtectionDialog of={protecting} onClose={() => setProtecting(undefined)} />}
      </Suspense>
    </div>
  );
}

function toggled(open: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return new Set(open.has(name) ? [...open].filter((other) => other !== name) : [...open, name]);
}

function isEqual(a: object, b: object): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
