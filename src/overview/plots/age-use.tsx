import { Anchor, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { Link } from 'react-router-dom';
import { USES, type Use } from '../../../core/console-api/models/list-choices.ts';
import { addressOf } from '../../api/prefetch/address-of.ts';
import type { Overview } from '../../api/queries/models/overview.ts';
import { m } from '../../messages/messages.js';
import { formatCount, formatSize } from '../../ui/text/format.ts';
import { formatCreated } from '../../ui/time/format-created.ts';
import { PlotCard } from './plot-card.tsx';
import { PlotTable } from './plot-table.tsx';
import classes from './plots.module.css';

type Age = Overview['ages'][number];

/** Narrower than that, ages stand one below the other. In px. */
const NARROW = 560;

/** Bytes by age and use: each cell leads to the versions that it counts. */
export function AgeUse({
  ages,
  are_services_known: areKnown,
}: Pick<Overview, 'ages' | 'are_services_known'>) {
  return (
    <PlotCard
      title={m.overview_ages()}
      text={areKnown ? m.overview_ages_text() : `${m.overview_ages_text()} ${m.overview_services_not_read()}`}
      plot={<HeatMap ages={ages} />}
      table={() => (
        <PlotTable
          label={m.overview_ages()}
          columns={[m.overview_age(), ...USES.map(wordOfUse)]}
          rows={ages.map((age) => ({
            key: age.created,
            head: <span title={formatCreated(age.created)}>{ageWord(age)}</span>,
            cells: USES.map((use) => <InWords key={use} age={age} use={use} />),
          }))}
        />
      )}
    />
  );
}

function HeatMap({ ages }: { ages: readonly Age[] }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const most = Math.max(1, ...ages.flatMap((age) => USES.map((use) => age.uses[use].model_size)));
  const cell = (age: Age, use: Use) => (
    <td key={`${age.created} ${use}`}>
      <Cell age={age} use={use} share={age.uses[use].model_size / most} />
    </td>
  );
  const ageHead = (age: Age, scope: 'row' | 'col') => (
    <th key={age.created} scope={scope} title={formatCreated(age.created)}>
      {ageWord(age)}
    </th>
  );
  const isNarrow = width > 0 && width < NARROW;
  const [columns, rows] = isNarrow
    ? [
        USES.map((use) => headOfUse(use, 'col')),
        ages.map((age) => [ageHead(age, 'row'), ...USES.map((use) => cell(age, use))]),
      ]
    : [
        ages.map((age) => ageHead(age, 'col')),
        USES.map((use) => [headOfUse(use, 'row'), ...ages.map((age) => cell(age, use))]),
      ];
  return (
    <div ref={ref}>
      <table className={classes.heat} aria-label={m.overview_ages()}>
        <thead>
          <tr>
            <td />
            {columns}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={isNarrow ? ages[place]?.created : USES[place]}>{row}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function headOfUse(use: Use, scope: 'row' | 'col') {
  return (
    <th key={use} scope={scope}>
      {wordOfUse(use)}
    </th>
  );
}

/** @param percent how full the colour is. */
function heat(percent: number): string {
  return `color-mix(in srgb, var(--heat) ${Math.round(percent)}%, var(--coppice-surface))`;
}

/** @param share of its bytes in those of the fullest cell. */
function Cell({ age, use, share }: { age: Age; use: Use; share: number }) {
  const { versions, model_size } = age.uses[use];
  const where = { use: wordOfUse(use), age: ageWord(age) };
  if (versions === 0) {
    return (
      <span className={classes.noCell} role="img" aria-label={m.overview_cell_none(where)}>
        —
      </span>
    );
  }
  return (
    <Link
      className={classes.cell}
      // A little of anything is told from nothing; the root keeps one huge cell from paling all others.
      style={{ background: heat(8 + 92 * Math.sqrt(share)) }}
      to={addressOf('/models', filterOf(age, use))}
    >
      <span>{formatSize(model_size)}</span>{' '}
      <small>{m.count_versions({ count: versions, shown: formatCount(versions) })}</small>
      <VisuallyHidden> {m.overview_cell(where)}</VisuallyHidden>
    </Link>
  );
}

function InWords({ age, use }: { age: Age; use: Use }) {
  const { versions, model_size } = age.uses[use];
  if (versions === 0) return '—';
  return (
    <Anchor component={Link} inherit to={addressOf('/models', filterOf(age, use))}>
      {formatSize(model_size)} · {m.count_versions({ count: versions, shown: formatCount(versions) })}
    </Anchor>
  );
}

function filterOf(age: Age, use: Use) {
  return { created: age.created, in_use: use };
}

function wordOfUse(use: Use): string {
  switch (use) {
    case 'running':
      return m.use_running();
    case 'at-rest':
      return m.use_at_rest();
    case 'no':
      return m.overview_unused();
  }
}

/** Weeks up to three months, then months and years. */
function ageWord({ weeks: { from, to } }: Age): string {
  if (to === null) return m.overview_age_over();
  if (from === 0) return m.overview_age_under({ weeks: formatCount(to) });
  if (to <= 12) return m.overview_age_weeks({ from: formatCount(from), to: formatCount(to) });
  if (to <= 52)
    return m.overview_age_months({ from: formatCount(monthsIn(from)), to: formatCount(monthsIn(to)) });
  return m.overview_age_years();
}

function monthsIn(weeks: number): number {
  return Math.round((weeks * 12) / 52);
}
