import { Button, Skeleton, Table, Text, Title } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconReceipt, IconZoomQuestion } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { exportAllPath, receiptsQuery } from '../../api/queries/receipts.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { ButtonLink } from '../../ui/button-link.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { PageState } from '../../ui/errors/page-state.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { useTabTitle } from '../../ui/use-tab-title.ts';
import { ExportMenu } from '../receipt/export-menu.tsx';
import shared from '../receipts.module.css';
import { useReceiptAddress } from './receipt-address.ts';
import { ReceiptFilters } from './receipt-filters.tsx';
import classes from './receipt-list.module.css';
import { ReceiptRow } from './receipt-row.tsx';

/** How far ahead of the end older ones are asked for. */
const NEAR_END = '600px';

/** Every deletion that was made, newest first. */
export function ReceiptsPage() {
  useTabTitle(m.deletions());
  const address = useReceiptAddress();
  const { filters, isNarrowed } = address;
  const receipts = useInfiniteQuery(receiptsQuery(filters));
  const first = receipts.data?.pages[0]?.first;
  const all = receipts.data?.pages.flatMap((page) => page.deletions) ?? [];
  const end = useIntersection({ rootMargin: NEAR_END });
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } = receipts;
  // After a failure the next try is a person's: the button stays.
  const mayLoad = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  const isNearEnd = end.entry?.isIntersecting === true && mayLoad;
  useEffect(() => {
    if (isNearEnd) void fetchNextPage();
  }, [isNearEnd, fetchNextPage]);
  return (
    <div className={classes.list}>
      <div className={classes.listHead}>
        <div className={classes.listTitle}>
          <Title order={1} size="h3">
            {m.deletions()}
          </Title>
          {first && (
            <Text size="sm" c="dimmed" role="status">
              {m.count_deletions({ count: first.total, shown: formatCount(first.total) })}
            </Text>
          )}
          <ExportMenu pathFor={(format) => exportAllPath(filters, format)} />
        </div>
        <ReceiptFilters address={address} users={first?.users ?? []} />
      </div>
      {receipts.isError && <ErrorNotice error={receipts.error} onRetry={() => receipts.refetch()} />}
      {receipts.isPending && <Skeleton height={240} aria-label={m.loading()} />}
      {receipts.data && all.length === 0 && isNarrowed && (
        <PageState
          icon={IconZoomQuestion}
          title={m.receipts_no_match_title()}
          text={m.receipts_no_match_text()}
        >
          <Button variant="default" onClick={address.clear}>
            {m.clear_filters()}
          </Button>
        </PageState>
      )}
      {receipts.data && all.length === 0 && !isNarrowed && (
        <PageState icon={IconReceipt} title={m.receipts_empty_title()} text={m.receipts_empty_text()}>
          <ButtonLink to={paths.models}>{m.go_to_models()}</ButtonLink>
        </PageState>
      )}
      {all.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1)
        <section className={`${shared.outcomes} ${classes.rows}`} tabIndex={0} aria-label={m.deletions()}>
          <Table aria-label={m.deletions()} highlightOnHover verticalSpacing="xs" horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{m.column_when()}</Table.Th>
                <Table.Th scope="col" className={`${shared.wide} ${classes.who}`}>
                  {m.column_who()}
                </Table.Th>
                <Table.Th scope="col">{m.column_what()}</Table.Th>
                <Table.Th scope="col">{m.column_outcome()}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map((receipt) => (
                <ReceiptRow key={receipt.deletion_id} receipt={receipt} />
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      {receipts.hasNextPage && (
        <Button
          ref={end.ref}
          variant="default"
          mt="md"
          loading={receipts.isFetchingNextPage}
          onClick={() => receipts.fetchNextPage()}
        >
          {m.load_older()}
        </Button>
      )}
    </div>
  );
}
