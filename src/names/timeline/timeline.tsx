import { Switch, Text, Title } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { ReceiptPage } from '../../../core/console-api/deletions/receipts.ts';
import type { NamePage } from '../../../core/console-api/models/name-page.ts';
import { m } from '../../messages/messages.js';
import { formatCount, isTime } from '../../ui/text/format.ts';
import classes from './timeline.module.css';
import { TimelineLegend } from './timeline-legend.tsx';
import { marksOf } from './timeline-marks.ts';
import { TimelinePlot } from './timeline-plot.tsx';
import { TimelineTable } from './timeline-table.tsx';

/** The versions of a name and its deletions as they happened: drawn, or as a table. */
export function Timeline(props: { name: string; page: NamePage; deletions: ReceiptPage | undefined }) {
  const { name, page, deletions } = props;
  const { group, newest } = page;
  const [isTable, setTable] = useState(false);
  const box = useElementSize();
  const isWhole = newest.length >= (group?.versions ?? 0);
  const marks = useMemo(() => {
    // What nobody knows the time of has no place on it.
    const dated = newest.filter((version) => isTime(version.create_at));
    const oldest = dated.at(-1)?.create_at ?? 0;
    // Before what is drawn, deletions would stand alone at the beginning.
    const receipts = (deletions?.deletions ?? []).filter(
      ({ counts, created_at }) => counts.deleted > 0 && (isWhole || created_at >= oldest),
    );
    return marksOf(name, dated, receipts);
  }, [name, newest, deletions, isWhole]);
  const undated = newest.length - marks.filter((mark) => mark.kind === 'version').length;
  if (marks.length === 0) return null;
  return (
    <section className={classes.timeline} aria-label={m.name_timeline()}>
      <div className={classes.head}>
        <Title order={2} size="h5">
          {m.name_timeline()}
        </Title>
        {!isTable && <TimelineLegend marks={marks} />}
        <Switch
          size="xs"
          className={classes.switch}
          label={m.name_as_table()}
          checked={isTable}
          onChange={(event) => setTable(event.currentTarget.checked)}
        />
      </div>
      <div ref={box.ref} className={classes.box}>
        {isTable ? (
          <TimelineTable name={name} marks={marks} />
        ) : (
          box.width > 0 && <TimelinePlot name={name} marks={marks} width={box.width} />
        )}
      </div>
      {(!isWhole || undated > 0 || deletions?.next_cursor) && (
        <Text size="xs" c="dimmed">
          {[
            ...(isWhole
              ? []
              : [
                  m.name_newest_drawn({
                    drawn: formatCount(newest.length),
                    count: formatCount(group?.versions ?? 0),
                  }),
                ]),
            ...(undated > 0 ? [m.name_undated({ count: formatCount(undated) })] : []),
            ...(deletions?.next_cursor
              ? [m.name_newest_deletions_drawn({ count: formatCount(deletions.deletions.length) })]
              : []),
          ].join(' ')}
        </Text>
      )}
    </section>
  );
}
