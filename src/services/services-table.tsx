import { Table } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { ServiceSorting, ServiceSummary } from '../../core/console-api/models/services.ts';
import { m } from '../messages/messages.js';
import { ServiceRow } from './service-row.tsx';
import classes from './services.module.css';

/** How each column is first sorted: in the order that is most often wanted. */
const FIRST_ORDER = {
  name: 'asc',
  since: 'asc',
  versions: 'desc',
  bytes: 'desc',
} as const satisfies Record<ServiceSorting['sort'], ServiceSorting['order']>;

type Sorted = { sorting?: ServiceSorting; onSort?: (sorting: ServiceSorting) => void };

/** Services, one row each. Without `onSort` their order is as it is. */
export function ServicesTable(props: Sorted & { services: readonly ServiceSummary[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes.rows} tabIndex={0} aria-label={m.services()}>
      <Table aria-label={m.services()} highlightOnHover verticalSpacing="xs" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Head {...props} column="name" label={m.services_column_service()} />
            <Head {...props} label={m.column_status()} className={classes.wide} />
            <Head {...props} label={m.field_owner()} className={classes.wide} />
            <Head {...props} column="since" label={m.services_column_since()} className={classes.wide} />
            <Head {...props} label={m.services_column_holds()} />
            <Head
              {...props}
              column="versions"
              label={m.column_versions()}
              className={`${classes.wide} ${classes.number}`}
            />
            <Head {...props} column="bytes" label={m.services_column_blocks()} className={classes.number} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.services.map((service) => (
            <ServiceRow key={service.service_id} service={service} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** The head of a column; where the list can be sorted by it a button, which pressed again turns the order round. */
function Head(
  props: Sorted & { column?: ServiceSorting['sort']; label: string; className?: string | undefined },
) {
  const { column, sorting, onSort, label, className } = props;
  if (column === undefined || !sorting || !onSort) {
    return (
      <Table.Th scope="col" className={className}>
        {label}
      </Table.Th>
    );
  }
  const isSorted = sorting.sort === column;
  const order = !isSorted ? FIRST_ORDER[column] : sorting.order === 'asc' ? 'desc' : 'asc';
  const direction = sorting.order === 'asc' ? 'ascending' : 'descending';
  const Arrow = sorting.order === 'asc' ? IconChevronUp : IconChevronDown;
  return (
    <Table.Th scope="col" aria-sort={isSorted ? direction : 'none'} className={className}>
      <button type="button" className={classes.sorter} onClick={() => onSort({ sort: column, order })}>
        {label}
        {isSorted && <Arrow size={14} aria-hidden />}
      </button>
    </Table.Th>
  );
}
