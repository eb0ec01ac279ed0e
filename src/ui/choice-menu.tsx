import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { m } from '../messages/messages.js';
import { IntentMenu } from './intent-menu.tsx';
import type { MenuEntry } from './menu-entry.ts';

/** One thing to choose. */
export type Choice = { value: string; label: string };

/** A button that names what is chosen and opens the choices; `isAlwaysSet` ones have no "Any". */
export function ChoiceMenu(props: {
  label: string;
  choices: readonly Choice[];
  value: string | undefined;
  onChoose: (value: string | undefined) => void;
  isAlwaysSet?: boolean;
}) {
  const chosen = props.choices.find((choice) => choice.value === props.value);
  const any = props.isAlwaysSet ? [] : [{ value: undefined, label: m.any() }];
  const entries = [...any, ...props.choices].map((choice): MenuEntry => {
    const isChosen = choice.value === props.value;
    return { kind: 'choice', label: choice.label, isChosen, choose: () => props.onChoose(choice.value) };
  });
  const button = (
    <Button
      variant={chosen && !props.isAlwaysSet ? 'light' : 'default'}
      size="compact-sm"
      fw={500}
      rightSection={<IconChevronDown size={14} aria-hidden />}
    >
      {chosen ? m.filter_chosen({ label: props.label, value: chosen.label }) : props.label}
    </Button>
  );
  return <IntentMenu button={button} entries={entries} />;
}
