import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';

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
  const end = useIntersection({ rootMargin: NEAR_END });
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } = list;
  const mayLoad = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  const isNearEnd = end.entry?.isIntersecting === true && mayLoad;
  useEffect(() => {
    if (isNearEnd) void fetchNextPage();
  }, [isNearEnd, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <Button
      ref={end.ref}
      variant="default"
      mt="md"
      loading={isFetchingNextPage}
      onClick={() => fetchNextPage()}
    >
      {label}
    </Button>
  );
}
