import { Button } from '@mantine/core';
import { useIntersection, useMergedRef } from '@mantine/hooks';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useHandOnFocus } from './use-hand-on-focus.ts';

/** How far ahead of the end more is asked for. */
const NEAR_END = '600px';

/** What of a list of pages is needed to go on with it. */
type PagedList = {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
};

/** More of a list as its end comes near; after a failure the next try is a person's. */
export function LoadMore({ list, label }: { list: PagedList; label: string }) {
  if (!list.hasNextPage) return null;
  return <More list={list} label={label} />;
}

function More({ list, label }: { list: PagedList; label: string }) {
  const end = useIntersection({ rootMargin: NEAR_END });
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } = list;
  const mayLoad = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  const isNearEnd = end.entry?.isIntersecting === true && mayLoad;
  useEffect(() => {
    if (isNearEnd) void fetchNextPage();
  }, [isNearEnd, fetchNextPage]);
  const button = useRef<HTMLButtonElement>(null);
  // Who waits here for the last page stays at the line that was the last one until then.
  const last = useRef<HTMLElement>(undefined);
  useLayoutEffect(() => {
    last.current = lastLineBefore(button.current);
  });
  useHandOnFocus(button, () => last.current);
  return (
    <Button
      ref={useMergedRef(button, end.ref)}
      variant="default"
      mt="md"
      loading={isFetchingNextPage}
      onClick={() => fetchNextPage()}
    >
      {label}
    </Button>
  );
}

function lastLineBefore(button: Element | null): HTMLElement | undefined {
  const lines = button?.previousElementSibling?.querySelectorAll<HTMLElement>('li, tr') ?? [];
  return [...lines].at(-1);
}
