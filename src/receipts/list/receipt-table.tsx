import { Table } from '@mantine/core';
import type { ReceiptSummary } from '../../api/queries/deletions/receipts.ts';
import { m } from '../../messages/messages.js';
import shared from '../receipts.module.css';
import classes from './receipt-list.module.css';
import { ReceiptRow } from './receipt-row.tsx';

/** Deletions, one row each, in the order in which they come. */
export function ReceiptTable({ receipts, label }: { receipts: readonly ReceiptSummary[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1)
    <section className={`${shared.outcomes} ${classes.rows}`} tabIndex={0} aria-label={label}>
      <Table aria-label={label} highlightOnHover verticalSpacing="xs" horizontalSpacing="md">
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
          {receipts.map((receipt) => (
            <ReceiptRow key={receipt.deletion_id} receipt={receipt} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
