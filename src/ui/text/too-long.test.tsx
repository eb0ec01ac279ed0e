import { screen } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { expect, it } from 'vitest';
import { PasswordField } from '../../access/password-field.tsx';
import { SavedDialog } from '../../models/filters/saved-dialog.tsx';
import { AddPerson } from '../../people/add-person.tsx';
import { ProtectForm } from '../../protection/protect-form.tsx';
import { CredentialFields } from '../../session/credential-fields.tsx';
import { NO_CREDENTIALS } from '../../session/credentials.ts';
import { ProjectField } from '../../session/project-field.tsx';
import { SignInForm } from '../../session/sign-in-form.tsx';
import { renderConsole } from '../../testing/render-console.tsx';
import { TestGateway } from '../../testing/test-gateway.ts';

const nothing = () => undefined;

function Password() {
  const [value, onChange] = useState('');
  return <PasswordField value={value} onChange={onChange} />;
}

function Credentials() {
  const [given, setGiven] = useState(NO_CREDENTIALS);
  return (
    <CredentialFields
      given={given}
      secretRef={null}
      onChange={(next) => setGiven((now) => ({ ...now, ...next }))}
    />
  );
}

function Project() {
  const [value, onChange] = useState('');
  return (
    <ProjectField value={value} onChange={onChange} choices={undefined} isListing={false} onList={nothing} />
  );
}

it.each<[label: string, most: number, form: ReactElement]>([
  ['Name of this filter', 64, <SavedDialog key="" query="?status=failed" onClose={nothing} />],
  ['Name', 64, <AddPerson key="" projects={[]} account="acme" onClose={nothing} />],
  ['Why', 500, <ProtectForm key="" of={{ name: 'pose' }} onClose={nothing} />],
  ['Password', 256, <Password key="" />],
  ['User', 64, <Credentials key="" />],
  ['Project', 64, <Project key="" />],
  ['User', 64, <SignInForm key="" onSignedIn={nothing} />],
])(
  'keeps what is pasted into %s and is longer than %d characters, and says so',
  async (label, most, form) => {
    const { user } = renderConsole(new TestGateway([]), [{ path: '*', element: form }], '/');
    const field = await screen.findByLabelText<HTMLInputElement>(new RegExp(`^${label}`), {
      selector: 'input, textarea',
    });
    await user.clear(field);
    await user.click(field);
    await user.paste('x'.repeat(most));
    expect(screen.queryByText(/^At most/)).toBeNull();
    await user.paste('xyz');
    expect(field.value).toHaveLength(most + 3);
    expect(await screen.findByText(`At most ${most} characters; these are ${most + 3}`)).toBeDefined();
  },
);
