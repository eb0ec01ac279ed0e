import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.ts';
import { signedInAgain } from '../api/sign-in-again.ts';
import { m } from '../messages/messages.js';
import { SignInForm } from './sign-in-form.tsx';

/** Asks to sign in again; afterwards what waited goes on where it was. */
export function SignInAgainDialog() {
  const cache = useQueryClient();
  const session = cache.getQueryData(sessionQuery.queryKey);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={m.sign_in_again()}
      zIndex={400}
      centered
    >
      <Stack gap="md">
        <Text size="sm">{m.sign_in_again_text()}</Text>
        <SignInForm
          initial={{
            account: session?.account.name ?? '',
            user: session?.user.name ?? '',
            project: session?.project.name ?? '',
          }}
          onSignedIn={signedInAgain}
        />
        <Button variant="subtle" color="gray" onClick={() => window.location.assign('/sign-in')}>
          {m.leave_to_sign_in()}
        </Button>
      </Stack>
    </Modal>
  );
}
