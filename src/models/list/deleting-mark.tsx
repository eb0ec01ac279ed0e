import { m } from '../../messages/messages.js';
import cells from './cells.module.css';

/** Says of a line that a run is about to delete it, or some of it. */
export function DeletingMark() {
  return <span className={cells.deleting}>{m.deleting_mark()}</span>;
}
