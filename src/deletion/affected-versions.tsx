import { Table } from '@mantine/core';
import type { ServiceReference } from '../../core/contract/service.ts';
import type { AffectedVersion } from '../../core/deletion/plan.ts';
import type { ReportRow } from '../../core/deletion/report.ts';
import { m } from '../messages/messages.js';
import { ByteSize } from '../ui/byte-size.tsx';
import { ModelStatus } from '../ui/model-status.tsx';
import { ServiceMark } from '../ui/service-mark.tsx';
import classes from './deletion.module.css';
import { OutcomeMark } from './outcome-mark.tsx';
import { VerdictMark } from './verdict-mark.tsx';

/** Every version that the plan touches, and what will happen to it — or, once its call was answered, what did. */
export function AffectedVersions(props: {
  rows: readonly (AffectedVersion | ReportRow)[];
  showNames: boolean;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes.affected} tabIndex={0} aria-label={m.affected_versions()}>
      <Table aria-label={m.affected_versions()} stickyHeader verticalSpacing={5} horizontalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{m.column_verdict()}</Table.Th>
            {props.showNames && <Table.Th scope="col">{m.column_name()}</Table.Th>}
            <Table.Th scope="col">{m.column_version()}</Table.Th>
            <Table.Th scope="col" className={classes.wide}>
              {m.column_status()}
            </Table.Th>
            <Table.Th scope="col" className={classes.wide} ta="right">
              {m.column_size()}
            </Table.Th>
            <Table.Th scope="col" className={classes.wide}>
              {m.column_services()}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.rows.map((row) => (
            <AffectedRow key={row.model_id} row={row} showName={props.showNames} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function AffectedRow({ row, showName }: { row: AffectedVersion | ReportRow; showName: boolean }) {
  return (
    <Table.Tr>
      <Table.Td>
        {isSettled(row) ? <OutcomeMark outcome={row.outcome} /> : <VerdictMark version={row} />}
      </Table.Td>
      {showName && (
        <Table.Td>
          <bdi>{row.model_name}</bdi>
        </Table.Td>
      )}
      <Table.Td>
        {row.model_version}
        <div className={classes.narrow}>
          <Services services={row.services} />
        </div>
      </Table.Td>
      <Table.Td className={classes.wide}>
        <ModelStatus status={row.model_status} />
      </Table.Td>
      <Table.Td className={classes.wide} ta="right">
        <ByteSize bytes={row.model_size} />
      </Table.Td>
      <Table.Td className={classes.wide}>
        <Services services={row.services} />
      </Table.Td>
    </Table.Tr>
  );
}

function Services({ services }: { services: readonly ServiceReference[] }) {
  return services.map((service) => <ServiceMark key={service.service_id} service={service} />);
}

/** A row that no call has reached yet is `left` to the report, and still to come for the person who watches. */
function isSettled(row: AffectedVersion | ReportRow): row is ReportRow {
  return 'outcome' in row && row.outcome !== 'left';
}
