import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Person } from '../../core/console-api/access/people.ts';
import { useChangePerson } from '../api/queries/access/people.ts';
import { m } from '../messages/messages.js';
import { ChangeDialog } from './change-dialog.tsx';
import { aloneIn, newsOf } from './people-text.ts';
import { WhatEnds } from './what-ends.tsx';

/** Asks before somebody is removed, by having their name typed. */
export function RemovePerson(props: {
  person: Person;
  people: readonly Person[];
  onClose: () => void;
  onDone: (news: string) => void;
}) {
  const { person, people, onClose, onDone } = props;
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error } = useChangePerson(person.user_id);
  const name = person.user_name;
  return (
    <ChangeDialog
      title={m.people_remove_title({ name })}
      button={m.people_remove_button({ name })}
      isReady={typed.trim() === name.trim()}
      isPending={isPending}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { what: 'remove' },
          { onSuccess: (ended) => onDone(newsOf(m.people_was_removed({ name }), ended)) },
        )
      }
    >
      <Text size="sm">{m.people_remove_text()}</Text>
      <WhatEnds person={person} endsKeys comesBack={false} abandons={aloneIn(person, people)} />
      <TextInput
        label={m.type_to_confirm({ word: name })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        data-autofocus
      />
    </ChangeDialog>
  );
}
