import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import classes from './housekeeping.module.css';

/** Where a page of rules is: under the rules. */
export function Trail({ children }: { children: ReactNode }) {
  return (
    <nav aria-label={m.breadcrumb()} className={classes.trail}>
      <ol>
        <li>
          <Link to={paths.rules}>{m.rules()}</Link>
        </li>
        <li>{children}</li>
      </ol>
    </nav>
  );
}
