import { TextInput } from '@mantine/core';
import { m } from '../../messages/messages.js';
import classes from '../deletion.module.css';

/** Typing the name (or the count) is the consent to more than one deletion. */
export function Consent(props: { word: string; typed: string; onType: (typed: string) => void }) {
  return (
    <TextInput
      className={classes.consent}
      label={m.type_to_confirm({ word: props.word })}
      value={props.typed}
      onChange={(event) => props.onType(event.currentTarget.value)}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      data-first-focus
    />
  );
}
