import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Person, NewPassword as Sound } from '../../core/console-api/access/people.ts';
import { generatePassword } from '../access/generate-password.ts';
import { PasswordField } from '../access/password-field.tsx';
import { useChangePerson } from '../api/queries/access/people.ts';
import { m } from '../messages/messages.js';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { Ready } from './ready.tsx';
import { WhatEnds } from './what-ends.tsx';

/** Gives somebody another password, and shows it once. */
export function NewPassword(props: { person: Person; account: string; onClose: () => void }) {
  const { person, account, onClose } = props;
  const name = person.user_name;
  const [password, setPassword] = useState(generatePassword);
  const { mutate, isPending, isSuccess, error } = useChangePerson(person.user_id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (Sound.safeParse(password).success) mutate({ what: 'password', password });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={500}
      title={isSuccess ? m.people_password_ready({ name }) : m.people_password_title({ name })}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      {isSuccess ? (
        <Ready account={account} user={name} password={password} onClose={onClose} />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Text size="sm">{m.people_password_text()}</Text>
            <WhatEnds person={person} endsKeys comesBack abandons={[]} />
            <PasswordField value={password} onChange={setPassword} />
            {error && <ErrorNotice error={error} />}
            <Group justify="flex-end" gap="xs" mt="xs">
              <Button variant="default" onClick={onClose}>
                {m.cancel()}
              </Button>
              <Button type="submit" loading={isPending} disabled={!Sound.safeParse(password).success}>
                {m.people_password_button()}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
