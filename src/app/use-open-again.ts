import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queryKeys } from '../api/queries/query-keys.ts';

/** How often the gateway is asked whether it is there. In ms. */
const ASKED_EVERY_MS = 2_000;

/** A page that does not come within this after it was opened again would not come the next time either. In ms. */
const ONCE_IN_MS = 60_000;

const OPENED_AT = 'coppice:opened-again-at';

/**
 * Opens a page again, whose code did not come, as soon as the gateway answers. That is done once, as what is wrong may be
 * something else; afterwards it is for the person.
 *
 * @returns whether it will be opened.
 */
export function useOpenAgain(isWanted: boolean): boolean {
  const [isFirst] = useState(() => Date.now() - Number(sessionStorage.getItem(OPENED_AT)) > ONCE_IN_MS);
  const { href } = window.location;
  const page = useQuery({
    queryKey: queryKeys.thisPage(href),
    queryFn: () => isThere(href),
    enabled: isWanted && isFirst,
    retry: true,
    retryDelay: ASKED_EVERY_MS,
    networkMode: 'always',
    gcTime: 0,
  });
  useEffect(() => {
    if (!page.data) return;
    sessionStorage.setItem(OPENED_AT, String(Date.now()));
    window.location.reload();
  }, [page.data]);
  return isWanted && isFirst;
}

/** @throws Error where the page would not open either. */
async function isThere(href: string): Promise<true> {
  const { ok, status } = await fetch(href, { headers: { accept: 'text/html' }, cache: 'no-store' });
  if (!ok) throw new Error(`The page is answered with ${status}`);
  return true;
}
