import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useParams } from 'react-router-dom';
import { receiptsQuery } from '../api/queries/deletions/receipts.ts';
import { nameQuery } from '../api/queries/models/names.ts';
import { paths } from '../app/paths.ts';
import type { DeletionScope } from '../deletion/deletion-scope.ts';
import { m } from '../messages/messages.js';
import type { Protectable } from '../protection/protectable.ts';
import { useIsMirrored } from '../session/session-hooks.ts';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { lazyExtra, lazyPart } from '../ui/load-code.ts';
import { Placeholder } from '../ui/placeholder.tsx';
import { Trail } from '../ui/trail/trail.tsx';
import { useFocusBackToPlace } from '../ui/use-focus-back-to-place.ts';
import { useTabTitle } from '../ui/use-tab-title.ts';
import { NameGone } from './name-gone.tsx';
import { NameHead } from './name-head.tsx';
import { NameProtections } from './name-protections.tsx';
import { NameTabs } from './name-tabs.tsx';
import classes from './names.module.css';
import { DeletionsTab } from './tabs/deletions-tab.tsx';
import { Timeline } from './timeline/timeline.tsx';

const ListDeletion = lazyPart(() => import('../models/list-deletion.tsx'), 'ListDeletion');
const ProtectionDialog = lazyPart(() => import('../protection/protection-dialog.tsx'), 'ProtectionDialog');
const SyncLine = lazyExtra(() => import('../sync-status/sync-line.tsx'), 'SyncLine');

/** A name: its story, its versions, what uses them, what was deleted, and what can be done. */
export function NamePage() {
  const { name = '' } = useParams();
  // Another name is another page, with nothing of the one before.
  return <OneName key={name} name={name} />;
}

function OneName({ name }: { name: string }) {
  const page = useQuery(nameQuery(name));
  const deletions = useInfiniteQuery(receiptsQuery({ name }));
  const [scope, setScope] = useState<DeletionScope>();
  const [protecting, setProtecting] = useState<Protectable>();
  const isMirrored = useIsMirrored();
  useFocusBackToPlace(scope !== undefined || protecting !== undefined);
  useTabTitle(name, m.models());
  const group = page.data?.group;
  return (
    <div className={classes.page}>
      <Trail to={paths.models} above={m.models()}>
        <bdi>{name}</bdi>
      </Trail>
      <NameHead name={name} page={page.data} onDelete={setScope} onProtect={setProtecting} />
      <Suspense>{isMirrored && <SyncLine />}</Suspense>
      {page.isPending && <Placeholder height={320} />}
      {page.isError && !page.data && <ErrorNotice error={page.error} onRetry={() => page.refetch()} />}
      {page.data && <Timeline name={name} page={page.data} deletions={deletions.data?.pages[0]} />}
      {page.data && <NameProtections name={name} onProtect={setProtecting} />}
      {group && <NameTabs name={name} group={group} deletions={deletions} onDelete={setScope} />}
      {group === null && (
        <>
          <NameGone name={name} deletions={deletions.data?.pages[0]?.first?.total} />
          <DeletionsTab name={name} deletions={deletions} isBare />
        </>
      )}
      <Suspense>
        {scope && <ListDeletion scope={scope} onClose={() => setScope(undefined)} />}
        {protecting && <ProtectionDialog of={protecting} onClose={() => setProtecting(undefined)} />}
      </Suspense>
    </div>
  );
}
