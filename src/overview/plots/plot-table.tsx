import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '../../messages/messages.js';
import classes from './plots.module.css';

/** A plot as a table; its rows by their first cells. */
export function PlotTable(props: {
  label: string;
  columns: readonly string[];
  rows: readonly { key: string; head: ReactNode; cells: readonly ReactNode[] }[];
}) {
  return (
    <section
      className={classes.table}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      aria-label={m.overview_table_of({ plot: props.label })}
    >
      <Table aria-label={props.label} verticalSpacing={4} horizontalSpacing="xs" fz="sm" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {props.columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.rows.map(({ key, head, cells }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">{head}</Table.Th>
              {cells.map((cell, place) => (
                <Table.Td key={props.columns[place + 1]}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
