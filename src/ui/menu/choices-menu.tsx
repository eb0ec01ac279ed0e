import type { ReactNode } from 'react';
import { m } from '../../messages/messages.js';
import type { Choice } from './choice-menu.tsx';
import { filterButton } from './filter-button.tsx';
import { IntentMenu } from './intent-menu.tsx';
import type { MenuEntry } from './menu-entry.ts';

/** So many chosen things a button names; of more it tells how many. */
const NAMED = 2;

/** A button that names what is chosen and opens the choices, of which there may be several; the menu stays while they are made. */
export function ChoicesMenu<Value extends string>(props: {
  label: string;
  choices: readonly (Choice<Value> & { mark?: ReactNode })[];
  values: readonly Value[];
  onChoose: (values: Value[]) => void;
}) {
  const { label, choices, values, onChoose } = props;
  const chosen = choices.filter((choice) => values.includes(choice.value));
  // In the order in which they are offered, in whichever they are ticked.
  const toggle = (value: Value) =>
    choices.map((choice) => choice.value).filter((one) => values.includes(one) !== (one === value));
  const ticks = choices.map(({ value, label, mark }): MenuEntry => {
    const isTicked = values.includes(value);
    return { kind: 'tick', label, mark, isTicked, tick: () => onChoose(toggle(value)) };
  });
  const entries: MenuEntry[] = [
    ...ticks,
    { kind: 'divider', label: '' },
    { kind: 'action', label: m.clear(), isDisabled: values.length === 0, act: () => onChoose([]) },
  ];
  const told =
    chosen.length > NAMED ? String(chosen.length) : chosen.map((choice) => choice.label).join(', ');
  return <IntentMenu button={filterButton(label, told, { doesNarrow: true })} entries={entries} />;
}
