import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { FAILED_STATUSES } from '../../core/contract/model-choices.ts';
import { addressOf } from '../api/prefetch/address-of.ts';
import type { Overview } from '../api/queries/models/overview.ts';
import { m } from '../messages/messages.js';
import { formatCount, formatExactSize, formatSize, LOCALE } from '../ui/text/format.ts';
import classes from './overview.module.css';
import { Sparkline } from './sparkline.tsx';

/** What there is, in four figures; each leads to the list of it. */
export function Tiles({ overview }: { overview: Overview }) {
  const { total, failed, used, at_rest: atRest, weeks, are_services_known: areKnown } = overview;
  const lately = weeks.reduce((sum, week) => sum + week.versions, 0);
  const partOf = ({ versions, model_size }: Overview['failed']) =>
    versions === 0
      ? m.overview_none()
      : m.overview_part_of_all({ size: formatSize(model_size), share: shareOf(versions, total.versions) });
  return (
    <ul className={classes.tiles}>
      <Tile
        to="/models"
        label={m.overview_tile_versions()}
        figure={formatCount(total.versions)}
        note={m.overview_created_lately({ count: lately, shown: formatCount(lately) })}
      >
        <Sparkline values={weeks.map((week) => week.versions)} />
      </Tile>
      <Tile
        to={addressOf('/models', { sort: 'size', order: 'desc' })}
        label={m.overview_tile_bytes()}
        figure={formatSize(total.model_size)}
        title={formatExactSize(total.model_size)}
        note={m.overview_in_names({ count: total.names, shown: formatCount(total.names) })}
      />
      <Tile
        to={addressOf('/models', { status: [...FAILED_STATUSES] })}
        label={m.overview_tile_failed()}
        figure={formatCount(failed.versions)}
        note={partOf(failed)}
      />
      <Tile
        to={addressOf('/models', { in_use: 'yes' })}
        label={m.overview_tile_used()}
        figure={areKnown ? formatCount(used.versions) : m.overview_not_known()}
        note={areKnown ? noteOfUse(partOf(used), atRest.versions) : ''}
      />
    </ul>
  );
}

function Tile(props: {
  to: string;
  label: string;
  figure: string;
  title?: string;
  note: string;
  children?: ReactNode;
}) {
  return (
    <li>
      <Link className={classes.tile} to={props.to}>
        <span className={classes.tileLabel}>{props.label}</span>{' '}
        <span className={classes.figure} title={props.title}>
          {props.figure}
        </span>{' '}
        <span className={classes.note}>{props.note}</span>
        {props.children}
      </Link>
    </li>
  );
}

function noteOfUse(part: string, atRest: number): string {
  return atRest === 0 ? part : m.use_part_at_rest({ part, shown: formatCount(atRest) });
}

function shareOf(part: number, whole: number): string {
  const look = { style: 'percent', maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(LOCALE, look).format(part / whole);
}
