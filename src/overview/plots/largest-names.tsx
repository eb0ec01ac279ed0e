import { Anchor } from '@mantine/core';
import { Link } from 'react-router-dom';
import type { Overview } from '../../api/queries/models/overview.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { formatCount, formatSize } from '../../ui/text/format.ts';
import { ByteSize } from '../../ui/text/sizes.tsx';
import { PlotCard } from './plot-card.tsx';
import { PlotTable } from './plot-table.tsx';
import classes from './plots.module.css';

type Name = Overview['largest'][number];

const PARTS = ['newest', 'older', 'failed'] as const;

/** The names with the most bytes, each divided into what is new, old and failed. */
export function LargestNames({ largest }: Pick<Overview, 'largest'>) {
  return (
    <PlotCard
      title={m.overview_largest()}
      text={m.overview_largest_text()}
      plot={
        largest.length > 0 ? (
          <Bars largest={largest} />
        ) : (
          <p className={classes.nothing}>{m.overview_growth_no_sizes()}</p>
        )
      }
      table={() => (
        <PlotTable
          label={m.overview_largest()}
          columns={[m.column_name(), m.column_versions(), ...PARTS.map(partWord), m.overview_total()]}
          rows={largest.map((name) => ({
            key: name.model_name,
            head: (
              <Anchor component={Link} inherit to={paths.name(name.model_name)}>
                <bdi>{name.model_name}</bdi>
              </Anchor>
            ),
            cells: [
              formatCount(name.versions),
              ...PARTS.map((part) => <ByteSize key={part} bytes={name[part]} />),
              <ByteSize key="all" bytes={name.model_size} />,
            ],
          }))}
        />
      )}
    />
  );
}

function Bars({ largest }: { largest: readonly Name[] }) {
  const most = Math.max(1, ...largest.map(({ model_size }) => model_size));
  return (
    <>
      <ol className={classes.bars}>
        {largest.map((name) => (
          <li key={name.model_name}>
            <Link className={classes.name} to={paths.name(name.model_name)}>
              <bdi>{name.model_name}</bdi>
            </Link>
            <div
              className={classes.bar}
              role="img"
              aria-label={partsInWords(name)}
              title={partsInWords(name)}
            >
              {PARTS.map((part) => (
                <span key={part} data-part={part} style={{ width: `${(100 * name[part]) / most}%` }} />
              ))}
            </div>
            <ByteSize bytes={name.model_size} />
          </li>
        ))}
      </ol>
      <ul className={classes.layers}>
        {PARTS.map((part) => (
          <li key={part}>
            <span className={classes.swatch} data-part={part} aria-hidden />
            {partWord(part)}
          </li>
        ))}
      </ul>
    </>
  );
}

function partsInWords({ newest, older, failed }: Name): string {
  return m.overview_bar({ newest: formatSize(newest), older: formatSize(older), failed: formatSize(failed) });
}

function partWord(part: (typeof PARTS)[number]): string {
  switch (part) {
    case 'newest':
      return m.overview_newest();
    case 'older':
      return m.overview_older();
    case 'failed':
      return m.overview_failed_part();
    default:
      return part satisfies never;
  }
}
