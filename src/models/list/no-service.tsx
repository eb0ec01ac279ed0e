import { m } from '../../messages/messages.js';
import classes from './cells.module.css';

/** In place of services: that none uses it, or that this is not known. */
export function NoService({ isKnown }: { isKnown: boolean }) {
  return <span className={classes.none}>{isKnown ? '—' : m.not_known()}</span>;
}
