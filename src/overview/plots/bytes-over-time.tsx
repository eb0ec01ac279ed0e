import type { Overview } from '../../api/queries/models/overview.ts';
import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';
import { ByteSize } from '../../ui/text/sizes.tsx';
import { formatDay } from './format-day.ts';
import { addUp, type Growth } from './growth-layout.ts';
import { layerName } from './growth-legend.tsx';
import { GrowthPlot } from './growth-plot.tsx';
import { PlotCard } from './plot-card.tsx';
import { PlotTable } from './plot-table.tsx';
import classes from './plots.module.css';

/** What is there today by when it came, and when deletions took something. */
export function BytesOverTime({ growth: { spans, deletions_since } }: Pick<Overview, 'growth'>) {
  const growth = addUp(spans);
  const unsized = spans.reduce((sum, span) => sum + span.unsized, 0);
  const hasMarks = spans.some(({ deletions }) => deletions > 0);
  const hasSizes = (growth.points.at(-1)?.total ?? 0) > 0;
  return (
    <PlotCard
      title={m.overview_growth()}
      text={
        <>
          {m.overview_growth_text()}
          {hasMarks && ` ${m.overview_growth_marks()}`}
          {unsized > 0 && ` ${m.overview_growth_unsized({ count: unsized, shown: formatCount(unsized) })}`}
          {deletions_since !== null && ` ${m.overview_growth_since({ day: formatDay(deletions_since + 1) })}`}
        </>
      }
      plot={
        hasSizes ? (
          <GrowthPlot growth={growth} />
        ) : (
          <p className={classes.nothing}>{m.overview_growth_no_sizes()}</p>
        )
      }
      table={() => <GrowthTable growth={growth} />}
    />
  );
}

/** The newest first; spans in which nothing came or went are left out. */
function GrowthTable({ growth: { layers, points } }: { growth: Growth }) {
  const rows = points.flatMap(({ at, bytes, total, span }) =>
    span && (span.deletions > 0 || Object.keys(span.types).length > 0) ? [{ at, bytes, total, span }] : [],
  );
  return (
    <PlotTable
      label={m.overview_growth()}
      columns={[
        m.overview_until(),
        m.overview_total(),
        ...layers.map(layerName),
        m.overview_deletions_column(),
        m.overview_freed(),
      ]}
      rows={rows.toReversed().map(({ at, bytes, total, span }) => ({
        key: String(at),
        head: formatDay(at),
        cells: [
          <ByteSize key="total" bytes={total} />,
          ...layers.map((layer, place) => <ByteSize key={layer} bytes={bytes[place]} />),
          formatCount(span.deletions),
          freedInWords(span),
        ],
      }))}
    />
  );
}

function freedInWords({ deletions, freed, unsized }: Overview['growth']['spans'][number]) {
  if (deletions === 0) return '—';
  return unsized === deletions ? m.overview_not_known() : <ByteSize bytes={freed} />;
}
