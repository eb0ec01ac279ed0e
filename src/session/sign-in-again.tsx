import { Suspense, useSyncExternalStore } from 'react';
import { signInAwaited } from '../api/http/reauthentication.ts';
import { lazyPart } from '../ui/load-code.ts';

const SignInAgainDialog = lazyPart(() => import('./sign-in-again-dialog.tsx'), 'SignInAgainDialog');

/** Comes up over whatever one was doing when the session has expired. */
export function SignInAgain() {
  const isAwaited = useSyncExternalStore(signInAwaited.subscribe, signInAwaited.getState);
  return <Suspense>{isAwaited && <SignInAgainDialog />}</Suspense>;
}
