import { IconCheck, IconCopy } from '@tabler/icons-react';
import { m } from '../../messages/messages.js';
import classes from '../ui.module.css';
import { useCopy } from './use-copy.ts';

/** An id, shortened unless `full`, with a button that copies all of it. */
export function CopyId({ id, full = false }: { id: string; full?: boolean }) {
  const { isCopied, copy } = useCopy();
  return (
    <span className={classes.idLine}>
      <code className={classes.id} title={id}>
        {full ? id : `${id.slice(0, 8)}…`}
      </code>
      <button
        type="button"
        className={`${classes.iconButton} ${classes.small}`}
        aria-label={isCopied ? m.copied() : m.copy_id_of({ id })}
        title={isCopied ? m.copied() : m.copy_id()}
        onClick={() => copy(id)}
      >
        {isCopied ? <IconCheck size={14} className={classes.good} /> : <IconCopy size={14} />}
      </button>
    </span>
  );
}
