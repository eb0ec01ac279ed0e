import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router-dom';
import { m } from '../../messages/messages.js';
import { ModelStatus } from '../../ui/model-status.tsx';
import { formatCount, formatList } from '../../ui/text/format.ts';
import { ByteSize } from '../../ui/text/sizes.tsx';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import classes from './timeline.module.css';
import type { Mark } from './timeline-marks.ts';

/** What a timeline draws, newest first, for those who rather read. */
export function TimelineTable({ name, marks }: { name: string; marks: readonly Mark[] }) {
  const label = m.name_timeline_of({ name });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes.tableBox} tabIndex={0} aria-label={label}>
      <Table aria-label={label} verticalSpacing={6} horizontalSpacing="sm" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{m.column_when()}</Table.Th>
            <Table.Th scope="col">{m.column_what()}</Table.Th>
            <Table.Th scope="col">{m.column_status()}</Table.Th>
            <Table.Th scope="col" ta="right">
              {m.column_size()}
            </Table.Th>
            <Table.Th scope="col">{m.column_services()}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {marks.toReversed().map((mark) => (
            <Row key={mark.key} mark={mark} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Row({ mark }: { mark: Mark }) {
  return (
    <Table.Tr>
      <Table.Td>
        <TimeStamp at={mark.at} />
      </Table.Td>
      {mark.kind === 'version' ? <VersionCells mark={mark} /> : <DeletionCells mark={mark} />}
    </Table.Tr>
  );
}

function VersionCells({ mark: { to, version } }: { mark: Extract<Mark, { kind: 'version' }> }) {
  return (
    <>
      <Table.Td>
        <Anchor component={Link} to={to} size="sm">
          <bdi>{version.model_version}</bdi>
        </Anchor>
      </Table.Td>
      <Table.Td>
        <ModelStatus status={version.model_status} />
      </Table.Td>
      <Table.Td ta="right">
        <ByteSize bytes={version.model_size} />
      </Table.Td>
      <Table.Td>
        <bdi>{formatList(version.services.map((service) => service.service_name)) || '—'}</bdi>
      </Table.Td>
    </>
  );
}

function DeletionCells({ mark: { to, receipt } }: { mark: Extract<Mark, { kind: 'deletion' }> }) {
  const { counts, planned } = receipt;
  return (
    <Table.Td colSpan={4}>
      <Anchor component={Link} to={to} size="sm">
        {m.name_legend_deletion()}
      </Anchor>
      {' · '}
      {m.headline_deleted({ deleted: formatCount(counts.deleted), planned: formatCount(planned) })}
    </Table.Td>
  );
}
