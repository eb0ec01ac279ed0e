import { Button, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { Link } from 'react-router-dom';
import type { Overview } from '../../api/queries/models/overview.ts';
import { paths } from '../../app/paths.ts';
import { waitingWords } from '../../housekeeping/schedule/waiting-words.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete } from '../../session/session-hooks.ts';
import { formatCount } from '../../ui/text/format.ts';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import { formatLocal } from '../../ui/time/zoned-time.ts';
import { namesInWords } from './names-in-words.ts';
import classes from './side.module.css';

type Need = Overview['needs'][number];

/** As many are shown at first. */
const SHOWN = 6;

/** What somebody has to see to, each with the receipt that says more. */
export function NeedsYou({ needs }: Pick<Overview, 'needs'>) {
  const mayDelete = useMayDelete();
  const [isWhole, setWhole] = useState(false);
  const id = useId();
  const more = isWhole ? 0 : needs.length - SHOWN;
  return (
    <section className={classes.card} aria-labelledby={id}>
      <Title order={2} size="h5" id={id}>
        {mayDelete ? m.overview_needs_you() : m.overview_needs_somebody()}
      </Title>
      {needs.length === 0 ? (
        <p className={classes.nothing}>{m.overview_needs_none()}</p>
      ) : (
        <ul className={classes.items}>
          {needs.slice(0, isWhole ? undefined : SHOWN).map((need) => (
            <li key={`${need.kind} ${addressOf(need)}`} data-kind={need.kind}>
              <Link className={classes.names} to={addressOf(need)}>
                <bdi>{'rule_name' in need ? need.rule_name : namesInWords(need.model_names, need.names)}</bdi>
              </Link>
              <span className={classes.what}>{needInWords(need)}</span>
              {'why' in need && need.why && <span className={classes.quiet}>{waitingWords(need.why)}</span>}
              <span className={classes.quiet}>
                <bdi>{'user_name' in need ? need.user_name : m.schedule_need_by_rule()}</bdi> ·{' '}
                <TimeStamp at={need.created_at} tabIndex={0} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
          {m.overview_needs_more({ count: more, shown: formatCount(more) })}
        </Button>
      )}
    </section>
  );
}

/** Where more is said of it. */
function addressOf(need: Need): string {
  return need.kind === 'proposal' ? paths.dryRun(need.dry_run_id) : paths.deletion(need.deletion_id);
}

function needInWords(need: Need): string {
  const told = { count: need.versions, shown: formatCount(need.versions) };
  switch (need.kind) {
    case 'proposal':
      return m.schedule_need_proposal(told);
    case 'unattended':
      return m.schedule_need_unattended({ ...told, time: formatLocal(need.starts_at) });
    case 'asking':
      return m.overview_need_asking(told);
    case 'signed-out':
      return m.runs_run_signed_out({ operator: need.user_name });
    case 'outdated':
      return need.is_rule_changed ? m.schedule_runs_outdated() : m.runs_run_outdated();
    case 'unknown':
      return m.overview_need_unknown(told);
    case 'contested':
      return m.overview_need_contested();
    case 'retryable':
      return m.overview_need_retryable(told);
    default:
      return need satisfies never;
  }
}
