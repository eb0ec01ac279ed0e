import { Button, Skeleton, Text } from '@mantine/core';
import { m } from '../messages/messages.js';
import { explainError } from '../ui/explain-error.ts';
import classes from './models.module.css';
import type { LinePlace } from './models-tree.tsx';

/** A line whose content is on its way; as high as the one that will take its place. */
export function LoadingRow({ index, style }: { index: number; style: LinePlace['style'] }) {
  return (
    <div role="row" aria-rowindex={index} className={`${classes.row} ${classes.line}`} style={style}>
      <span role="gridcell" />
      <span role="gridcell" aria-label={m.loading()}>
        <Skeleton height={12} width={`${38 + ((index * 17) % 40)}%`} />
      </span>
    </div>
  );
}

/** In place of versions that could not be read: why, and a way to try again. */
export function FailedRow(props: { place: LinePlace; error: unknown; onRetry: () => void }) {
  const { whatHappened } = explainError(props.error);
  return (
    <div role="row" aria-level={2} className={`${classes.row} ${classes.line}`} {...props.place}>
      <span role="gridcell" />
      <span role="gridcell" className={classes.failed}>
        <Text size="sm" c="var(--coppice-bad)" role="alert">
          {m.versions_failed({ why: whatHappened })}
        </Text>
        <Button size="compact-xs" variant="default" onClick={props.onRetry}>
          {m.try_again()}
        </Button>
      </span>
    </div>
  );
}
