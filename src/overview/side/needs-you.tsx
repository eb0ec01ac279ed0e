import { Button, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { Link } from 'react-router-dom';
import type { Overview } from '../../api/queries/models/overview.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete } from '../../session/session-hooks.ts';
import { formatCount } from '../../ui/text/format.ts';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
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
            <li key={`${need.kind} ${need.deletion_id}`} data-kind={need.kind}>
              <Link className={classes.names} to={paths.deletion(need.deletion_id)}>
                <bdi>{namesInWords(need.model_names, need.names)}</bdi>
              </Link>
              <span className={classes.what}>{needInWords(need)}</span>
              <span className={classes.quiet}>
                <bdi>{need.user_name}</bdi> · <TimeStamp at={need.created_at} tabIndex={0} />
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

function needInWords({ kind, versions, user_name: operator }: Need): string {
  const told = { count: versions, shown: formatCount(versions) };
  switch (kind) {
    case 'asking':
      return m.overview_need_asking(told);
    case 'signed-out':
      return m.runs_run_signed_out({ operator });
    case 'outdated':
      return m.runs_run_outdated();
    case 'unknown':
      return m.overview_need_unknown(told);
    case 'contested':
      return m.overview_need_contested();
    case 'retryable':
      return m.overview_need_retryable(told);
    default:
      return kind satisfies never;
  }
}
