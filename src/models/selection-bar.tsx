import { Button, Text } from '@mantine/core';
import type { DeletionSubject } from '../deletion/subject.ts';
import { m } from '../messages/messages.js';
import { formatCount, formatSize } from '../ui/format.ts';
import classes from './models.module.css';
import { countSelection, type Selection } from './selection.ts';

/** What is selected, and what to do with it; there is none while nothing is. */
export function SelectionBar(props: {
  selection: Selection;
  mayDelete: boolean;
  onClear: () => void;
  onDelete: (subject: DeletionSubject) => void;
}) {
  const { names, versions, size } = countSelection(props.selection);
  if (names === 0) return null;
  return (
    <section className={classes.selectionBar} aria-label={m.selection()}>
      <Text size="sm" aria-live="polite">
        {m.selected_names({ count: names, shown: formatCount(names) })} ·{' '}
        {m.count_versions({ count: versions, shown: formatCount(versions) })} · {formatSize(size)}
      </Text>
      <span className={classes.selectionActions}>
        {!props.mayDelete && (
          <Text size="sm" c="dimmed">
            {m.viewer_cannot_delete()}
          </Text>
        )}
        <Button variant="default" size="xs" onClick={props.onClear}>
          {m.clear()}
        </Button>
        <Button
          color="red"
          size="xs"
          disabled={!props.mayDelete}
          onClick={() => props.onDelete({ kind: 'set', parts: subjectParts(props.selection) })}
        >
          {m.delete_ellipsis()}
        </Button>
      </span>
    </section>
  );
}

function subjectParts(selection: Selection) {
  return [...selection].map(([name, { mode, models }]) => ({ name, mode, ids: new Set(models.keys()) }));
}
