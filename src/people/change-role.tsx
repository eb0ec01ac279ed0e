import { Text } from '@mantine/core';
import type { Person } from '../../core/console-api/access/people.ts';
import { DELETING_ROLES } from '../../core/contract/roles.ts';
import { useChangePerson } from '../api/queries/access/people.ts';
import { m } from '../messages/messages.js';
import { ChangeDialog } from './change-dialog.tsx';
import { aloneIn, newsOf, type RoleChange, roleWord } from './people-text.ts';
import { WhatEnds } from './what-ends.tsx';

/** Asks before somebody gets a lesser role. */
export function ChangeRole(props: {
  person: Person;
  change: RoleChange;
  people: readonly Person[];
  onClose: () => void;
  onDone: (news: string) => void;
}) {
  const { person, change, people, onClose, onDone } = props;
  const { project, before, role } = change;
  const { mutate, isPending, error } = useChangePerson(person.user_id);
  const names = { name: person.user_name, project: project.project_name, role: roleWord(role) };
  const keepsDeleting = role !== 'none' && DELETING_ROLES.includes(role);
  const done = role === 'none' ? m.people_was_taken_out(names) : m.people_was_changed(names);
  return (
    <ChangeDialog
      title={m.people_change_title({ ...names, before: roleWord(before) })}
      button={m.people_change_button()}
      isPending={isPending}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { what: 'role', project_id: project.project_id, role },
          { onSuccess: (ended) => onDone(newsOf(done, ended)) },
        )
      }
    >
      <Text size="sm">{m.people_change_text()}</Text>
      <WhatEnds
        person={person}
        endsKeys
        comesBack
        abandons={keepsDeleting ? [] : aloneIn(person, people, project.project_id)}
      />
    </ChangeDialog>
  );
}
