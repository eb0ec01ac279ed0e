import { Anchor } from '@mantine/core';
import { Link } from 'react-router-dom';
import { addressOf } from '../../api/prefetch/address-of.ts';
import { m } from '../../messages/messages.js';
import { formatCount, formatSize } from '../../ui/text/format.ts';
import { ByteSize } from '../../ui/text/sizes.tsx';
import { formatCreated } from '../../ui/time/format-created.ts';
import { formatDay } from './format-day.ts';
import { type Growth, type GrowthSpan, OTHERS } from './growth-layout.ts';
import classes from './plots.module.css';

/** What the colours mean, and what there was of each at one point. */
export function GrowthLegend({ layers, point }: { layers: string[]; point: Growth['points'][number] }) {
  return (
    <div className={classes.legend}>
      <p className={classes.at}>
        <strong>{m.overview_growth_at({ day: formatDay(point.at), size: formatSize(point.total) })}</strong>
        {point.span && <InSpan span={point.span} />}
      </p>
      <ul className={classes.layers}>
        {layers.map((layer, place) => (
          <li key={layer}>
            <span className={classes.swatch} data-layer={place} aria-hidden />
            {layerName(layer)} <ByteSize bytes={point.bytes[place]} />
          </li>
        ))}
      </ul>
    </div>
  );
}

export function layerName(layer: string): string {
  return layer === OTHERS ? m.overview_other_types() : layer;
}

/** What came and went in a span. */
function InSpan({ span }: { span: GrowthSpan }) {
  const versions = Object.values(span.types).reduce((sum, type) => sum + type.versions, 0);
  const told = { count: versions, shown: formatCount(versions), days: formatCreated(span.created) };
  return (
    <>
      {versions > 0 && (
        <Anchor component={Link} inherit to={addressOf('/models', { created: span.created })}>
          {m.overview_growth_created(told)}
        </Anchor>
      )}
      {span.deletions > 0 && <span>{deletionsInWords(span)}</span>}
    </>
  );
}

function deletionsInWords({ deletions, freed, unsized }: GrowthSpan): string {
  const told = { count: deletions, shown: formatCount(deletions) };
  if (unsized === deletions) return m.overview_growth_deletions_unsized(told);
  return m.overview_growth_deletions({ ...told, size: formatSize(freed) });
}
