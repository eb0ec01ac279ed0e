import { Text } from '@mantine/core';
import type { Person } from '../../core/console-api/access/people.ts';
import { useChangePerson } from '../api/queries/access/people.ts';
import { m } from '../messages/messages.js';
import { ChangeDialog } from './change-dialog.tsx';
import { newsOf } from './people-text.ts';
import { WhatEnds } from './what-ends.tsx';

/** Asks before somebody is signed out everywhere. */
export function EndSessions(props: { person: Person; onClose: () => void; onDone: (news: string) => void }) {
  const { person, onClose, onDone } = props;
  const { mutate, isPending, error } = useChangePerson(person.user_id);
  const name = person.user_name;
  return (
    <ChangeDialog
      title={m.people_end_title({ name })}
      button={m.people_end_button()}
      isPending={isPending}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { what: 'end-sessions' },
          { onSuccess: (ended) => onDone(newsOf(m.people_was_signed_out({ name }), ended)) },
        )
      }
    >
      <Text size="sm">{m.people_end_text()}</Text>
      <WhatEnds person={person} endsKeys={false} comesBack abandons={[]} />
    </ChangeDialog>
  );
}
