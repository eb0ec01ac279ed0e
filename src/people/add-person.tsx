import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { MAX_NAME_LENGTH_OF_PEOPLE, NewPerson, type People } from '../../core/console-api/access/people.ts';
import { ROLES, type Role } from '../../core/contract/roles.ts';
import { generatePassword } from '../access/generate-password.ts';
import { PasswordField } from '../access/password-field.tsx';
import { useAddPerson } from '../api/queries/access/people.ts';
import { m } from '../messages/messages.js';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { tooLong } from '../ui/text/too-long.ts';
import { roleWord } from './people-text.ts';
import { Ready } from './ready.tsx';

type Project = People['projects'][number];

const MEANINGS: Record<Role, () => string> = {
  viewer: m.role_viewer,
  operator: m.role_operator,
  admin: m.role_admin,
};

/** Adds somebody to a project, and shows what they sign in with once. */
export function AddPerson(props: { projects: readonly Project[]; account: string; onClose: () => void }) {
  const { projects, account, onClose } = props;
  const [typed, setTyped] = useState<NewPerson>(() => ({
    user_name: '',
    password: generatePassword(),
    project_id: projects[0]?.project_id ?? '',
    role: 'viewer',
  }));
  const { mutate, data, isPending, error } = useAddPerson();
  const change = (part: Partial<NewPerson>) => setTyped((before) => ({ ...before, ...part }));
  const person = NewPerson.safeParse(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (person.success) mutate(person.data);
  };
  const name = typed.user_name.trim();
  const project = projects.find(({ project_id }) => project_id === typed.project_id)?.project_name;
  return (
    <Modal
      opened
      onClose={onClose}
      size={500}
      title={data ? m.people_ready({ name }) : m.people_add_title()}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      {data ? (
        <Ready
          account={account}
          user={name}
          password={typed.password}
          {...(project !== undefined && { project })}
          onClose={onClose}
        />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              label={m.people_name()}
              value={typed.user_name}
              onChange={(event) => change({ user_name: event.currentTarget.value })}
              error={tooLong(name, MAX_NAME_LENGTH_OF_PEOPLE)}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              data-autofocus
            />
            <NativeSelect
              label={m.project()}
              value={typed.project_id}
              onChange={(event) => change({ project_id: event.currentTarget.value })}
              data={projects.map(({ project_id, project_name }) => ({
                value: project_id,
                label: project_name,
              }))}
            />
            <NativeSelect
              label={m.people_role()}
              description={MEANINGS[typed.role]()}
              value={typed.role}
              onChange={(event) =>
                change({ role: ROLES.find((role) => role === event.currentTarget.value) ?? 'viewer' })
              }
              data={ROLES.map((role) => ({ value: role, label: roleWord(role) }))}
            />
            <PasswordField value={typed.password} onChange={(password) => change({ password })} />
            {error && <ErrorNotice error={error} />}
            <Group justify="flex-end" gap="xs" mt="xs">
              <Button variant="default" onClick={onClose}>
                {m.cancel()}
              </Button>
              <Button type="submit" loading={isPending} disabled={!person.success}>
                {m.people_add_button()}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
