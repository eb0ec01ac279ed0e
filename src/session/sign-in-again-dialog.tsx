import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { signedInAgain } from '../api/http/reauthentication.ts';
import { beginAnew, whoOf } from '../api/live/same-session.ts';
import { BASE } from '../api/prefetch/base.ts';
import { type Session, sessionQuery } from '../api/queries/access/session.ts';
import { m } from '../messages/messages.js';
import { lazyPart } from '../ui/load-code.ts';
import { Placeholder } from '../ui/placeholder.tsx';
import { type Credentials, NO_CREDENTIALS } from './credentials.ts';
import { SignInForm } from './sign-in-form.tsx';

const UpstreamSignInForm = lazyPart(() => import('./upstream-sign-in-form.tsx'), 'UpstreamSignInForm');

/** Asks to sign in again; afterwards what waited goes on where it was. */
export function SignInAgainDialog() {
  const cache = useQueryClient();
  const [session] = useState(() => cache.getQueryData(sessionQuery.queryKey));
  // What waits was asked for by whoever was here before.
  const goOn = (now: Session) => (session && whoOf(session) !== whoOf(now) ? beginAnew() : signedInAgain());
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
        {session?.is_mirrored ? (
          <Suspense fallback={<Placeholder height={340} />}>
            <UpstreamSignInForm initial={credentialsOf(session)} onSignedIn={goOn} />
          </Suspense>
        ) : (
          <SignInForm
            initial={{
              account: session?.account.name ?? '',
              user: session?.user.name ?? '',
              project: session?.project.name ?? '',
            }}
            onSignedIn={goOn}
          />
        )}
        <Button variant="subtle" color="gray" onClick={() => window.location.assign(`${BASE}/sign-in`)}>
          {m.leave_to_sign_in()}
        </Button>
      </Stack>
    </Modal>
  );
}

/** Whose id begins like this came with an access key, and has it as their name. Source: docs/decisions/019. */
const KEY_ID = 'key:';

function credentialsOf({ user, account, project }: Session): Credentials {
  const known = { ...NO_CREDENTIALS, project: project.name };
  if (user.id.startsWith(KEY_ID)) return { ...known, by: 'key', access_key: user.name };
  return { ...known, account: account.name, user: user.name };
}
