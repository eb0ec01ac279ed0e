import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import type { Session } from '../api/queries/access/session.ts';
import { anyRunQuery } from '../api/queries/deletions/any-run.ts';
import { lazyExtra } from '../ui/load-code.ts';

const RunWatch = lazyExtra(() => import('./run-watch.tsx'), 'RunWatch');

/** Follows the runs of the project from anywhere; what it takes to show them comes once there is one. */
export function RunsGate({ session }: { session: Session }) {
  const isRead = useIsPageRead();
  const [isWanted, setWanted] = useState(false);
  const { data: isAny } = useQuery({ ...anyRunQuery, enabled: isRead && !isWanted });
  if (isAny && !isWanted) setWanted(true);
  return <Suspense>{isWanted && <RunWatch session={session} />}</Suspense>;
}

/** Whether what the page shows first has come: nothing that is not needed for it is asked for before. */
function useIsPageRead(): boolean {
  const cache = useQueryClient();
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    if (isRead) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The page begins to read after this effect.
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => cache.isFetching() === 0 && setRead(true));
    };
    look();
    const stop = cache.getQueryCache().subscribe(look);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [cache, isRead]);
  return isRead;
}
