import { m } from '../../messages/messages.js';
import { CheckBox } from '../../ui/check-box.tsx';
import { formatAtLeast } from '../../ui/text/format.ts';
import { countSelection, type Matching, type Selection } from './selection.ts';

/** Selects everything that the list would show, loaded or not. */
export function SelectAll(props: {
  selection: Selection;
  matching: Matching | undefined;
  onPick: (isOn: boolean) => void;
}) {
  const { selection, matching } = props;
  const selected = countSelection(selection).versions;
  const isAll = matching !== undefined && selected > 0 && selected === matching.versions;
  const count = formatAtLeast(matching?.versions ?? 0, matching?.is_at_least ?? false);
  const isNarrowed = Object.keys(matching?.filters ?? {}).length > 0;
  return (
    <CheckBox
      state={isAll ? 'all' : selected > 0 ? 'some' : 'none'}
      disabled={matching === undefined || matching.versions === 0}
      onChange={(event) => props.onPick(event.currentTarget.checked)}
      label={isNarrowed ? m.select_all_matching({ count }) : m.select_all({ count })}
      isStop
    />
  );
}
