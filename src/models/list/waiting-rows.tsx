import { Button, Text } from '@mantine/core';
import type { ComponentProps } from 'react';
import { m } from '../../messages/messages.js';
import { useExplained } from '../../ui/errors/use-explained.ts';
import type { TreeRow } from '../rows/tree-rows.ts';
import cells from './cells.module.css';
import type { LinePlace } from './line-props.ts';
import tree from './tree.module.css';

/** In place of the list while its first page is on its way. Heights in px. */
export function PendingRows({ height }: { height: number }) {
  return Array.from({ length: 12 }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they differ in nothing else
    <WaitingRow key={index} aria-rowindex={index + 2} style={{ top: index * height, height }} />
  ));
}

/** A version that is on its way. */
export function LoadingRow({ row, place }: { row: Extract<TreeRow, { kind: 'loading' }>; place: LinePlace }) {
  return <WaitingRow aria-level={2} aria-posinset={row.place + 1} aria-setsize={row.outOf} {...place} />;
}

/** A line whose content is on its way; as high as the one that will take its place. */
export function WaitingRow(place: ComponentProps<'div'> & { 'aria-rowindex': number }) {
  return (
    <div role="row" className={`${tree.row} ${tree.line}`} {...place}>
      <span role="gridcell" />
      <span role="gridcell" aria-label={m.loading()}>
        <span className={cells.waiting} style={{ width: `${38 + ((place['aria-rowindex'] * 17) % 40)}%` }} />
      </span>
    </div>
  );
}

/** In place of versions that could not be read: why, and a way to try again. */
export function FailedRow(props: {
  row: Extract<TreeRow, { kind: 'failed' }>;
  place: LinePlace;
  onRetry: (name: string) => void;
}) {
  const { row, place, onRetry } = props;
  const { whatHappened } = useExplained(row.error);
  return (
    <div role="row" aria-level={2} className={`${tree.row} ${tree.line}`} {...place}>
      <span role="gridcell" />
      <span role="gridcell" className={cells.failed}>
        <Text size="sm" c="var(--coppice-bad)" role="alert">
          {m.versions_failed({ why: whatHappened })}
        </Text>
        <Button size="compact-xs" variant="default" onClick={() => onRetry(row.group.model_name)}>
          {m.try_again()}
        </Button>
      </span>
    </div>
  );
}
