import { Button, Skeleton, Table, Title } from '@mantine/core';
import { IconReceipt, IconZoomQuestion } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { receiptsQuery } from '../api/receipts.ts';
import { m } from '../messages/messages.js';
import { ButtonLink } from '../ui/button-link.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageState } from '../ui/page-state.tsx';
import { ReceiptFilters } from './receipt-filters.tsx';
import { ReceiptRow } from './receipt-row.tsx';
import classes from './receipts.module.css';

/** Every deletion that was made, newest first. */
export function ReceiptsPage() {
  const [params, setParams] = useSearchParams();
  const narrowing = Object.fromEntries(
    ['search', 'user', 'result'].flatMap((name) => {
      const value = params.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const isNarrowed = Object.keys(narrowing).length > 0;
  const receipts = useInfiniteQuery(receiptsQuery(narrowing));
  const all = receipts.data?.pages.flatMap((page) => page.deletions) ?? [];
  return (
    <div className={classes.page}>
      <div className={classes.listHead}>
        <Title order={1} size="h3">
          {m.deletions()}
        </Title>
        <ReceiptFilters
          narrowing={narrowing}
          users={receipts.data?.pages[0]?.users ?? []}
          onChange={setParams}
        />
      </div>
      {receipts.isError && <ErrorNotice error={receipts.error} onRetry={() => receipts.refetch()} />}
      {receipts.isPending && <Skeleton height={240} aria-label={m.loading()} />}
      {receipts.data && all.length === 0 && isNarrowed && (
        <PageState
          icon={IconZoomQuestion}
          title={m.receipts_no_match_title()}
          text={m.receipts_no_match_text()}
        >
          <Button variant="default" onClick={() => setParams({})}>
            {m.clear_filters()}
          </Button>
        </PageState>
      )}
      {receipts.data && all.length === 0 && !isNarrowed && (
        <PageState icon={IconReceipt} title={m.receipts_empty_title()} text={m.receipts_empty_text()}>
          <ButtonLink to="/models">{m.go_to_models()}</ButtonLink>
        </PageState>
      )}
      {all.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1)
        <section className={classes.outcomes} tabIndex={0} aria-label={m.deletions()}>
          <Table aria-label={m.deletions()} highlightOnHover verticalSpacing="xs" horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{m.column_when()}</Table.Th>
                <Table.Th scope="col" className={classes.wide}>
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
