import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import {
  type Dispatch,
  type SetStateAction,
  Suspense,
  useCallback,
  useMemo,
  useSyncExternalStore,
} from 'react';
import type { ModelFilters } from '../../core/console-api/models/model-group-queries.ts';
import type { ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { queryKeys } from '../api/queries/query-keys.ts';
import { m } from '../messages/messages.js';
import { type DeletingBy, deletingNames } from '../runs/deleting.ts';
import { useExplained } from '../ui/errors/use-explained.ts';
import { lazyExtra } from '../ui/load-code.ts';
import { formatCount } from '../ui/text/format.ts';
import { useIsPrinting } from '../ui/use-is-printing.ts';
import { ModelsTree, type ModelsTreeProps } from './list/models-tree.tsx';
import classes from './models.module.css';
import { useTreeRows } from './rows/use-tree-rows.ts';
import { type Matching, NOTHING_SELECTED, type Selection } from './selection/selection.ts';
import { useRangeSelect } from './selection/use-range-select.ts';

const VersionMarks = lazyExtra(() => import('../runs/version-marks.tsx'), 'VersionMarks');

type Passed =
  | 'isPending'
  | 'sorting'
  | 'onSort'
  | 'listKey'
  | 'isOutdated'
  | 'open'
  | 'hasMore'
  | 'onNearEnd'
  | 'onToggle'
  | 'onDelete'
  | 'onProtect'
  | 'onSearch'
  | 'keyboard';

/** The list of what was read so far: its lines, and what is ticked of them. */
export function ModelsList(
  props: Pick<ModelsTreeProps, Passed> & {
    pages: readonly ModelGroupPage[];
    filters: ModelFilters;
    selection: Selection;
    onSelect: Dispatch<SetStateAction<Selection>>;
  },
) {
  const { pages, filters, open, selection, onSelect } = props;
  const groups = useMemo(() => pages.flatMap((page) => page.groups), [pages]);
  const { rows, show } = useTreeRows(groups, open, filters);
  const { pick, error } = useRangeSelect(rows, filters, selection, onSelect);
  const deleting = useDeletingOf(open);
  const cache = useQueryClient();
  const isPrinting = useIsPrinting();

  const total = pages[0]?.total;
  const matching = useMemo((): Matching | undefined => total && { ...total, filters }, [total, filters]);
  const pickAll = useCallback(
    (isOn: boolean) => onSelect(isOn && matching ? { matching, names: new Map() } : NOTHING_SELECTED),
    [matching, onSelect],
  );
  return (
    <>
      <ModelsTree
        {...props}
        rows={rows}
        show={show}
        hasServices={props.hasMore || groups.length === 0 || groups.some((group) => group.services > 0)}
        onPick={pick}
        matching={matching}
        onPickAll={pickAll}
        onReload={(name) => void cache.refetchQueries({ queryKey: queryKeys.versionsFound(name, filters) })}
      />
      <Suspense>{deleting.size > 0 && <VersionMarks names={deleting} />}</Suspense>
      {isPrinting && props.hasMore && (
        <Text size="sm" className={classes.remark}>
          {m.print_in_part({ shown: formatCount(groups.length) })}
        </Text>
      )}
      {error !== null && <SelectionFailed error={error} />}
    </>
  );
}

/** Those of some names that runs are about, each with its run. */
function useDeletingOf(names: ReadonlySet<string>): DeletingBy {
  const all = useSyncExternalStore(deletingNames.subscribe, deletingNames.getState);
  return useMemo(() => new Map([...all].filter(([name]) => names.has(name))), [all, names]);
}

function SelectionFailed({ error }: { error: unknown }) {
  const { whatHappened } = useExplained(error);
  return (
    <Text role="alert" size="sm" c="var(--coppice-bad)" className={classes.remark}>
      {m.selection_failed({ why: whatHappened })}
    </Text>
  );
}
