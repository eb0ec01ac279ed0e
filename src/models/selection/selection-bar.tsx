import { Button, Text } from '@mantine/core';
import type { DeletionScope } from '../../deletion/deletion-scope.ts';
import { m } from '../../messages/messages.js';
import { formatAtLeast, formatSize } from '../../ui/text/format.ts';
import classes from './selection.module.css';
import { countSelection, type Selection, scopeOfSelection } from './selection.ts';

/** What is selected, and what to do with it; there is none while nothing is. */
export function SelectionBar(props: {
  selection: Selection;
  mayDelete: boolean;
  onClear: () => void;
  onDelete: (scope: DeletionScope) => void;
}) {
  const { names, versions, size } = countSelection(props.selection);
  const isAtLeast = props.selection.matching?.is_at_least ?? false;
  if (versions === 0) return null;
  return (
    <section className={classes.selectionBar} aria-label={m.selection()}>
      <Text size="sm" aria-live="polite">
        {[
          m.selected_names({ count: names, shown: formatAtLeast(names, isAtLeast) }),
          m.count_versions({ count: versions, shown: formatAtLeast(versions, isAtLeast) }),
          ...(size === undefined ? [] : [formatSize(size)]),
          ...whatItIs(props.selection),
        ].join(' · ')}
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
          onClick={() => props.onDelete(scopeOfSelection(props.selection))}
        >
          {m.delete_ellipsis()}
        </Button>
      </span>
    </section>
  );
}

/** An all-matching selection says so: most of it may be out of sight. */
function whatItIs({ matching, names }: Selection): string[] {
  if (!matching) return [];
  const count = formatAtLeast(matching.versions, matching.is_at_least);
  const isNarrowed = Object.keys(matching.filters).length > 0;
  if (names.size > 0) return [m.matching_but_some({ count })];
  return [isNarrowed ? m.all_matching({ count }) : m.all_versions({ count })];
}
