import { tooLong } from '../ui/text/too-long.ts';
import '@mantine/core/styles/PasswordInput.css';
import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { OwnPasswordBody, PASSWORD_LENGTH, type PeopleChange } from '../../core/console-api/access/people.ts';
import { useChangePassword } from '../api/queries/access/own-access.ts';
import { queryKeys } from '../api/queries/query-keys.ts';
import { m } from '../messages/messages.js';
import { newsOf } from '../people/people-text.ts';
import { useUserName } from '../session/session-hooks.ts';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { useFocusBack } from '../ui/use-focus-back.ts';
import classes from './own-access.module.css';

/** One's own password, to be changed by who knows it. */
export function OwnPassword() {
  const [isOpen, setOpen] = useState(false);
  const [news, setNews] = useState('');
  const cache = useQueryClient();
  useFocusBack(isOpen);
  const done = (ended: PeopleChange) => {
    setOpen(false);
    setNews(newsOf(m.people_own_password_changed(), ended));
    void cache.invalidateQueries({ queryKey: queryKeys.ownSessions });
    void cache.invalidateQueries({ queryKey: queryKeys.ownKeys });
  };
  return (
    <Stack gap="sm">
      <Group>
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {m.people_own_password_change()}
        </Button>
      </Group>
      <Text size="sm" role="status" className={classes.news}>
        {news}
      </Text>
      {isOpen && <ChangePassword onClose={() => setOpen(false)} onDone={done} />}
    </Stack>
  );
}

function ChangePassword(props: { onClose: () => void; onDone: (ended: PeopleChange) => void }) {
  const user = useUserName();
  const [typed, setTyped] = useState<OwnPasswordBody>({ old_password: '', password: '' });
  const { mutate, isPending, error } = useChangePassword();
  const { least, most } = PASSWORD_LENGTH;
  const isSound = OwnPasswordBody.safeParse(typed).success;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSound && !isPending) mutate(typed, { onSuccess: props.onDone });
  };
  const field = (name: keyof OwnPasswordBody) => ({
    value: typed[name],
    error: tooLong(typed[name], most),
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
    visibilityToggleButtonProps: { 'aria-label': m.show_password_value(), tabIndex: 0 },
  });
  return (
    <Modal
      opened
      onClose={props.onClose}
      size={440}
      title={m.people_own_password_title()}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{m.people_own_password_text()}</Text>
          {/* For password managers: whose it is. */}
          <input type="text" autoComplete="username" value={user} readOnly hidden />
          <PasswordInput
            label={m.people_own_password_old()}
            autoComplete="current-password"
            data-autofocus
            {...field('old_password')}
          />
          <PasswordInput
            label={m.people_own_password_new()}
            description={m.people_password_least({ least })}
            autoComplete="new-password"
            {...field('password')}
          />
          {error && <ErrorNotice error={error} />}
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={props.onClose}>
              {m.cancel()}
            </Button>
            <Button type="submit" loading={isPending} disabled={!isSound}>
              {m.people_own_password_button()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
