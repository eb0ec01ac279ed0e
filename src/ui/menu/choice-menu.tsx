import { m } from '../../messages/messages.js';
import { filterButton } from './filter-button.tsx';
import { IntentMenu } from './intent-menu.tsx';
import type { MenuEntry } from './menu-entry.ts';

/** One thing to choose. */
export type Choice<Value extends string = string> = { value: Value; label: string };

/** A button that names what is chosen and opens the choices; `isAlwaysSet` ones have no "Any". */
export function ChoiceMenu<Value extends string>(props: {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value | undefined;
  onChoose: (value: Value | undefined) => void;
  isAlwaysSet?: boolean;
}) {
  const chosen = props.choices.find((choice) => choice.value === props.value);
  const any = props.isAlwaysSet ? [] : [{ value: undefined, label: m.any() }];
  const entries = [...any, ...props.choices].map((choice): MenuEntry => {
    const isChosen = choice.value === props.value;
    return { kind: 'choice', label: choice.label, isChosen, choose: () => props.onChoose(choice.value) };
  });
  const button = filterButton(props.label, chosen?.label ?? '', { doesNarrow: !props.isAlwaysSet });
  return <IntentMenu button={button} entries={entries} />;
}
