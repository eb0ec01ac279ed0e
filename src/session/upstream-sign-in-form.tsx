import { Alert, Button, SegmentedControl, Stack } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { type FormEvent, useRef, useState } from 'react';
import { isRefusedWith } from '../api/http/client.ts';
import { useProjectChoices } from '../api/queries/access/project-choices.ts';
import { type Session, useSignIn } from '../api/queries/access/session.ts';
import { m } from '../messages/messages.js';
import { explainError } from '../ui/errors/explain-error.ts';
import { CredentialFields } from './credential-fields.tsx';
import { type Credentials, isFilled, isMeans, personOf } from './credentials.ts';
import { ProjectField } from './project-field.tsx';

/** Signs in to a remote registry: by password or by access key, in a project that can be listed first. */
export function UpstreamSignInForm(props: { initial: Credentials; onSignedIn: (session: Session) => void }) {
  const [given, setGiven] = useState(props.initial);
  const secret = useRef<HTMLInputElement>(null);
  const signIn = useSignIn();
  const listing = useProjectChoices();
  const project = given.project.trim();

  const change = (next: Partial<Credentials>, isWhoElse: boolean) => {
    setGiven((now) => ({ ...now, ...next }));
    // Others may have other projects, and what was refused was refused to somebody else.
    if (isWhoElse) listing.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (signIn.isPending) return;
    listing.reset();
    const body = { ...personOf(given), project };
    signIn.mutate(body, { onSuccess: props.onSignedIn, onError: () => secret.current?.select() });
  };
  const listProjects = () => {
    signIn.reset();
    listing.mutate(personOf(given), {
      onSuccess: ([name, ...others]) => name && others.length === 0 && change({ project: name }, false),
      onError: () => secret.current?.select(),
    });
  };

  const error = signIn.error ?? listing.error;
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SegmentedControl
          fullWidth
          aria-label={m.sign_in_by()}
          value={given.by}
          onChange={(by) => {
            signIn.reset();
            if (isMeans(by)) change({ by }, true);
          }}
          data={[
            { value: 'password', label: m.by_password() },
            { value: 'key', label: m.by_access_key() },
          ]}
        />
        {error && (
          <Alert color="red" variant="light" role="alert">
            {refusalOf(error, given.by, signIn.error ? 'sign-in' : 'listing')}
          </Alert>
        )}
        <CredentialFields given={given} secretRef={secret} onChange={(next) => change(next, true)} />
        <ProjectField
          value={given.project}
          onChange={(name) => change({ project: name }, false)}
          choices={listing.data}
          isListing={listing.isPending}
          onList={isFilled(given) ? listProjects : undefined}
        />
        <Button type="submit" loading={signIn.isPending} fullWidth mt="xs">
          {m.sign_in()}
        </Button>
      </Stack>
    </form>
  );
}

/** Why nobody was let in, or no projects were listed, and what to do about it. */
function refusalOf(error: unknown, by: Credentials['by'], asked: 'sign-in' | 'listing'): string {
  if (!isRefusedWith(401, error)) {
    const { whatHappened, whatToDo, code } = explainError(error);
    return `${whatHappened} ${whatToDo}${code ? ` (${code})` : ''}`;
  }
  if (asked === 'listing') return by === 'key' ? m.projects_refused_key() : m.projects_refused();
  return by === 'key' ? m.sign_in_refused_key() : m.sign_in_refused();
}
