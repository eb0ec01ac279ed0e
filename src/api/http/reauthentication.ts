import { createStore } from 'zustand/vanilla';

/** How requests go on that met an expired session, once somebody has signed in again. */
let waiting: (() => void)[] = [];

/** Whether any request waits for that. */
export const signInAwaited = createStore(() => false);

/** Resolves once somebody has signed in again. */
export function waitForSignIn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    signInAwaited.setState(true);
  });
}

/** Lets everything that waits go on. */
export function signedInAgain(): void {
  const goingOn = waiting;
  waiting = [];
  signInAwaited.setState(false);
  for (const goOn of goingOn) goOn();
}
