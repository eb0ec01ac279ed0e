import { Text, Title } from '@mantine/core';
import { IconReceipt, IconZoomQuestion } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { exportAllPath, receiptsQuery } from '../../api/queries/deletions/receipts.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { ButtonLink } from '../../ui/button-link.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { PageState } from '../../ui/errors/page-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PassingButton } from '../../ui/passing-button.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { useTabTitle } from '../../ui/use-tab-title.ts';
import { ExportMenu } from '../receipt/export-menu.tsx';
import { useReceiptAddress } from './receipt-address.ts';
import { ReceiptFilters } from './receipt-filters.tsx';
import classes from './receipt-list.module.css';
import { ReceiptTable } from './receipt-table.tsx';

/** Every deletion that was made, newest first. */
export function ReceiptsPage() {
  useTabTitle(m.deletions());
  const address = useReceiptAddress();
  const { filters, isNarrowed } = address;
  const receipts = useInfiniteQuery(receiptsQuery(filters));
  const first = receipts.data?.pages[0]?.first;
  const all = receipts.data?.pages.flatMap((page) => page.deletions) ?? [];
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
      {receipts.isPending && <Placeholder height={240} />}
      {receipts.data && all.length === 0 && isNarrowed && (
        <PageState
          icon={IconZoomQuestion}
          title={m.receipts_no_match_title()}
          text={m.receipts_no_match_text()}
        >
          <PassingButton variant="default" onClick={address.clear}>
            {m.clear_filters()}
          </PassingButton>
        </PageState>
      )}
      {receipts.data && all.length === 0 && !isNarrowed && (
        <PageState icon={IconReceipt} title={m.receipts_empty_title()} text={m.receipts_empty_text()}>
          <ButtonLink to={paths.models}>{m.go_to_models()}</ButtonLink>
        </PageState>
      )}
      {all.length > 0 && <ReceiptTable receipts={all} label={m.deletions()} />}
      <LoadMore list={receipts} label={m.load_older()} />
    </div>
  );
}
