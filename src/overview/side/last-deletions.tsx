import { Anchor, Title } from '@mantine/core';
import { useId } from 'react';
import { Link } from 'react-router-dom';
import type { Overview } from '../../api/queries/models/overview.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { OutcomeBar } from '../../receipts/outcome-bar.tsx';
import { countsInWords } from '../../receipts/receipt-text.ts';
import { formatCount, formatSize } from '../../ui/text/format.ts';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import { namesInWords } from './names-in-words.ts';
import classes from './side.module.css';

/** As many names are spelled out. */
const NAMES_SHOWN = 2;

/** The newest deletions, each with what came of it. */
export function LastDeletions({ deletions }: Pick<Overview, 'deletions'>) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.head}>
        <Title order={2} size="h5" id={id}>
          {m.overview_last_deletions()}
        </Title>
        {deletions.length > 0 && (
          <Anchor component={Link} to={paths.deletions} size="sm">
            {m.overview_all_deletions()}
          </Anchor>
        )}
      </div>
      {deletions.length === 0 && <p className={classes.nothing}>{m.overview_no_deletions()}</p>}
      <ul className={classes.items}>
        {deletions.map(({ deletion_id, model_names, counts, freed, user_name, created_at }) => (
          <li key={deletion_id}>
            <Link className={classes.names} to={paths.deletion(deletion_id)}>
              <bdi>{namesInWords(model_names.slice(0, NAMES_SHOWN), model_names.length)}</bdi>
            </Link>
            <OutcomeBar counts={counts} />
            <span className={classes.what}>
              {[
                m.count_deleted({ count: formatCount(counts.deleted) }),
                ...countsInWords(counts),
                ...(freed ? [m.bytes_freed({ size: formatSize(freed) })] : []),
              ].join(' · ')}
            </span>
            <span className={classes.quiet}>
              <bdi>{user_name}</bdi> · <TimeStamp at={created_at} tabIndex={0} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
