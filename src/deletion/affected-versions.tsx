import { Table, VisuallyHidden } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ModelId } from '../../core/contract/model.ts';
import type { ReportRow } from '../../core/deletion/outcome.ts';
import type { AffectedVersion } from '../../core/deletion/plan.ts';
import { m } from '../messages/messages.js';
import { AffectedRow } from './affected-row.tsx';
import classes from './deletion.module.css';

/**
 * A version in the dialog: foreseen (or not yet: `isBeingChecked`), kept out of it, or settled. `call` is the number of the
 * call that reaches it.
 */
export type ShownVersion =
  | (AffectedVersion & { isKept: boolean; isBeingChecked?: boolean; call?: number | undefined })
  | (ReportRow & { isKept: false });

/** More rows than this are only made while they are in sight. */
const ALL_AT_ONCE = 120;
const ROW_HEIGHT = 33;

/** Every version that the deletion could touch, and what will happen to it — or, once its call was answered, what did. */
export function AffectedVersions(props: {
  rows: readonly ShownVersion[];
  showNames: boolean;
  /** Lets a version go or keeps it; without it there is nothing to choose. */
  onTick?: ((id: ModelId, goes: boolean) => void) | undefined;
  /** Whether there is no choosing just now. */
  isLocked?: boolean;
}) {
  const box = useRef<HTMLElement>(null);
  const isLong = props.rows.length > ALL_AT_ONCE;
  const virtual = useVirtualizer({
    count: props.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
    enabled: isLong,
  });
  const items = virtual.getVirtualItems();
  const shown = isLong ? props.rows.slice(items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1) : props.rows;
  const before = isLong ? (items[0]?.start ?? 0) : 0;
  const after = isLong ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes.affected} tabIndex={0} aria-label={m.affected_versions()} ref={box}>
      <Table
        aria-label={m.affected_versions()}
        aria-rowcount={props.rows.length + 1}
        stickyHeader
        verticalSpacing={5}
        horizontalSpacing="sm"
      >
        <HeadRow showNames={props.showNames} hasTicks={props.onTick !== undefined} />
        <Table.Tbody>
          <Gap height={before} />
          {shown.map((row) => (
            <AffectedRow
              key={row.model_id}
              row={row}
              showName={props.showNames}
              onTick={props.onTick}
              isLocked={props.isLocked === true}
            />
          ))}
          <Gap height={after} />
        </Table.Tbody>
      </Table>
    </section>
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

function HeadRow({ showNames, hasTicks }: { showNames: boolean; hasTicks: boolean }) {
  return (
    <Table.Thead>
      <Table.Tr>
        {hasTicks && (
          <Table.Th scope="col" className={classes.tick}>
            <VisuallyHidden>{m.column_goes()}</VisuallyHidden>
          </Table.Th>
        )}
        <Table.Th scope="col">{m.column_verdict()}</Table.Th>
        {showNames && <Table.Th scope="col">{m.column_name()}</Table.Th>}
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
  );
}
