import { tooLong } from '../ui/text/too-long.ts';
import '@mantine/core/styles/PasswordInput.css';
import { PasswordInput, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { m } from '../messages/messages.js';
import type { Credentials } from './credentials.ts';

/** The longest that the gateway takes. Source: core/console-api/access/session.ts */
const LONGEST = { account: 64, user: 64, password: 256, access_key: 128, secret_key: 256 } as const;

/** The fields that say who somebody is, by password or by key. Who is known has the focus on the secret. */
export function CredentialFields(props: {
  given: Credentials;
  secretRef: Ref<HTMLInputElement>;
  onChange: (next: Partial<Credentials>) => void;
}) {
  const { given, secretRef, onChange } = props;
  const field = (name: keyof typeof LONGEST) => ({
    name,
    required: true,
    withAsterisk: false,
    error: tooLong(given[name], LONGEST[name]),
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
  const secret = {
    ref: secretRef,
    autoComplete: 'current-password',
    visibilityToggleButtonProps: { 'aria-label': m.show_password_value(), tabIndex: 0 },
  };
  if (given.by === 'key') {
    return (
      <>
        <TextInput
          label={m.access_key()}
          autoComplete="username"
          spellCheck={false}
          {...field('access_key')}
        />
        <PasswordInput
          label={m.secret_key()}
          data-autofocus={given.access_key !== '' || undefined}
          {...secret}
          {...field('secret_key')}
        />
      </>
    );
  }
  return (
    <>
      <TextInput
        label={m.account()}
        description={m.account_means()}
        autoComplete="organization"
        {...field('account')}
      />
      <TextInput label={m.user()} autoComplete="username" {...field('user')} />
      <PasswordInput
        label={m.password()}
        data-autofocus={given.user !== '' || undefined}
        {...secret}
        {...field('password')}
      />
    </>
  );
}
