import { Text } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReceiptPage } from '../../../core/console-api/deletions/receipts.ts';
import { m } from '../../messages/messages.js';
import { ReceiptTable } from '../../receipts/list/receipt-table.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';

/** The list of the deletions of a name. */
export type DeletionsOfName = UseInfiniteQueryResult<InfiniteData<ReceiptPage>>;

/**
 * The deletions that concern a name, newest first.
 *
 * @param isBare nothing is said when there are none.
 */
export function DeletionsTab(props: { name: string; deletions: DeletionsOfName; isBare?: boolean }) {
  const { name, deletions, isBare = false } = props;
  const receipts = deletions.data?.pages.flatMap((page) => page.deletions) ?? [];
  if (deletions.isPending) return <Placeholder height={160} />;
  if (!deletions.data) return <ErrorNotice error={deletions.error} onRetry={() => deletions.refetch()} />;
  if (receipts.length === 0) {
    if (isBare) return null;
    return (
      <Text size="sm" c="dimmed">
        {m.name_no_deletions({ name })}
      </Text>
    );
  }
  return (
    <>
      <ReceiptTable receipts={receipts} label={m.deletions_of({ name })} />
      <LoadMore list={deletions} label={m.load_older()} />
    </>
  );
}
