import { CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { m } from '../messages/messages.js';
import classes from './ui.module.css';

/** An id, shortened unless `full`, with a button that copies all of it. */
export function CopyId({ id, full = false }: { id: string; full?: boolean }) {
  return (
    <span className={classes.idLine}>
      <code className={classes.id} title={id}>
        {full ? id : `${id.slice(0, 8)}…`}
      </code>
      <CopyButton value={id}>
        {({ copied, copy }) => (
          <button
            type="button"
            className={`${classes.iconButton} ${classes.small}`}
            aria-label={copied ? m.copied() : m.copy_id_of({ id })}
            title={copied ? m.copied() : m.copy_id()}
            onClick={copy}
          >
            {copied ? <IconCheck size={14} className={classes.good} /> : <IconCopy size={14} />}
          </button>
        )}
      </CopyButton>
    </span>
  );
}
