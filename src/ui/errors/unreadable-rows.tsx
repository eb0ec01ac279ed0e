import type { UnreadableRow } from '../../../core/contract/versions-of-name.ts';
import { m } from '../../messages/messages.js';
import { CopyButton } from '../copy/copy-button.tsx';
import classes from './unreadable-rows.module.css';

/** Rows that could not be read: each as it came, as far as it is known, and what is wrong with it. */
export function UnreadableRows({ rows }: { rows: readonly UnreadableRow[] }) {
  const text = rows.map(({ what, why }) => `${what}\n${why}`).join('\n\n');
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={classes.box} tabIndex={0} aria-label={m.unreadable_rows()}>
        <ul className={classes.rows}>
          {rows.map(({ what, why }, nth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rows can be the same
            <li key={nth}>
              <code className={classes.what} title={what}>
                <bdi>{what}</bdi>
              </code>
              <span className={classes.why}>{why}</span>
            </li>
          ))}
        </ul>
      </section>
      <CopyButton text={text} label={m.copy_rows()} mt="xs" />
    </div>
  );
}
