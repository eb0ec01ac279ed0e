import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { m } from '../../messages/messages.js';
import classes from './trail.module.css';

/** Where a page is: the way to the one above it, and what it is itself. */
export function Trail(props: { to: string; above: string; children: ReactNode }) {
  return (
    <nav aria-label={m.breadcrumb()} className={classes.trail}>
      <ol>
        <li>
          <Link to={props.to}>{props.above}</Link>
        </li>
        <li>
          <span>{props.children}</span>
        </li>
      </ol>
    </nav>
  );
}
