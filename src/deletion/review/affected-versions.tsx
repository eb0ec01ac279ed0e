import { Table, VisuallyHidden } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ModelId } from '../../../core/contract/model.ts';
import { m } from '../../messages/messages.js';
import { MiddleText } from '../../ui/text/middle-text.tsx';
import type { AffectedLine } from '../planning/sections.ts';
import { type AffectedColumns, columnsFor, countColumns } from './affected-columns.ts';
import { AffectedRow } from './affected-row.tsx';
import classes from './affected-versions.module.css';

/** More lines than this are only made while they are in sight. */
const ALL_AT_ONCE = 120;
/** Of every line, in px: one line of text, also that of a heading. */
const ROW_HEIGHT_PX = 33;

/** Every version that the deletion could touch, and what will happen to it — or, once its call was answered, what did. */
export function AffectedVersions(props: {
  lines: readonly AffectedLine[];
  /** What the first column tells: a verdict or an outcome. */
  head: string;
  /** Whether each row has to say of what name it is. */
  showNames?: boolean;
  /** Lets a version go or keeps it; without it there is nothing to choose. */
  onTick?: ((id: ModelId, goes: boolean) => void) | undefined;
  /** Whether there is no choosing just now. */
  isLocked?: boolean;
}) {
  const { lines, onTick } = props;
  const box = useRef<HTMLElement>(null);
  const isLong = lines.length > ALL_AT_ONCE;
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 20,
    enabled: isLong,
  });
  const items = virtual.getVirtualItems();
  const shown = isLong ? lines.slice(items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1) : lines;
  const before = isLong ? (items[0]?.start ?? 0) : 0;
  const after = isLong ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  const columns = columnsFor(lines, { ticks: onTick !== undefined, names: props.showNames === true });
  return (
    <section
      className={classes.affected}
      data-long={isLong || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      aria-label={m.affected_versions()}
      ref={box}
    >
      <Table
        aria-label={m.affected_versions()}
        aria-rowcount={lines.length + 1}
        stickyHeader
        verticalSpacing={5}
        horizontalSpacing="sm"
      >
        <HeadRow head={props.head} columns={columns} />
        <Table.Tbody>
          <Gap height={before} />
          {shown.map((line) =>
            line.kind === 'version' ? (
              <AffectedRow
                key={line.key}
                row={line.row}
                columns={columns}
                onTick={onTick}
                isLocked={props.isLocked === true}
              />
            ) : (
              <Heading key={line.key} line={line} columns={columns} />
            ),
          )}
          <Gap height={after} />
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Heading(props: { line: Exclude<AffectedLine, { kind: 'version' }>; columns: AffectedColumns }) {
  const { line, columns } = props;
  return (
    <Table.Tr className={line.kind === 'section' ? classes.sectionRow : classes.nameRow}>
      <Table.Th scope="rowgroup" colSpan={countColumns(columns)}>
        {line.kind === 'name' && <MiddleText text={line.name} />}
        <span className={line.kind === 'name' ? classes.subtotal : undefined}>{line.words}</span>
      </Table.Th>
    </Table.Tr>
  );
}

/** In place of the rows that are out of sight. */
function Gap({ height }: { height: number }) {
  if (height === 0) return null;
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
  );
}

function HeadRow({ head, columns }: { head: string; columns: AffectedColumns }) {
  return (
    <Table.Thead>
      <Table.Tr>
        {columns.ticks && (
          <Table.Th scope="col" className={classes.tick}>
            <VisuallyHidden>{m.column_goes()}</VisuallyHidden>
          </Table.Th>
        )}
        <Table.Th scope="col">{head}</Table.Th>
        {columns.names && <Table.Th scope="col">{m.column_name()}</Table.Th>}
        <Table.Th scope="col">{m.column_version()}</Table.Th>
        {columns.status && (
          <Table.Th scope="col" className={classes.wide}>
            {m.column_status()}
          </Table.Th>
        )}
        {columns.size && (
          <Table.Th scope="col" className={classes.wide} ta="right">
            {m.column_size()}
          </Table.Th>
        )}
        {columns.services && (
          <Table.Th scope="col" className={classes.wide}>
            {m.column_services()}
          </Table.Th>
        )}
      </Table.Tr>
    </Table.Thead>
  );
}
