import { tooLong } from '../ui/text/too-long.ts';
import '@mantine/core/styles/PasswordInput.css';
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { isRefusedWith } from '../api/http/client.ts';
import { type Session, useSignIn } from '../api/queries/access/session.ts';
import { m } from '../messages/messages.js';
import { explainError } from '../ui/errors/explain-error.ts';

/** What is typed into the form. */
export type SignInValues = { account: string; user: string; password: string; project: string };

const NOTHING: SignInValues = { account: '', user: '', password: '', project: '' };

/** The four fields and the button. After a refusal the fields stay, and the password has the focus. */
export function SignInForm(props: {
  initial?: Partial<SignInValues>;
  onSignedIn: (session: Session) => void;
}) {
  const [values, setValues] = useState<SignInValues>({ ...NOTHING, ...props.initial });
  const password = useRef<HTMLInputElement>(null);
  const signIn = useSignIn();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (signIn.isPending) return;
    signIn.mutate(values, { onSuccess: props.onSignedIn, onError: () => password.current?.select() });
  };
  const field = (name: keyof SignInValues) => ({
    name,
    required: true,
    withAsterisk: false,
    error: tooLong(values[name], name === 'password' ? 256 : 64),
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  });

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {signIn.isError && (
          <Alert color="red" variant="light" role="alert">
            {refusalText(signIn.error)}
          </Alert>
        )}
        <TextInput
          label={m.account()}
          description={m.account_means()}
          autoComplete="organization"
          {...field('account')}
        />
        <TextInput label={m.user()} autoComplete="username" {...field('user')} />
        <PasswordInput
          label={m.password()}
          autoComplete="current-password"
          ref={password}
          data-autofocus={props.initial?.user ? true : undefined}
          visibilityToggleButtonProps={{ 'aria-label': m.show_password_value(), tabIndex: 0 }}
          {...field('password')}
        />
        <TextInput label={m.project()} autoComplete="off" {...field('project')} />
        <Button type="submit" loading={signIn.isPending} fullWidth mt="xs">
          {m.sign_in()}
        </Button>
      </Stack>
    </form>
  );
}

function refusalText(error: unknown): string {
  if (isRefusedWith(401, error)) return m.sign_in_refused();
  return explainError(error).whatToDo;
}
