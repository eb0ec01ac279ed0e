/** Requests that met an expired session wait here until somebody has signed in again. */
type WaitingRoom = { waiting: (() => void)[]; watchers: Set<() => void> };

const room: WaitingRoom = { waiting: [], watchers: new Set() };

/** Resolves once somebody has signed in again. */
export function waitForSignIn(): Promise<void> {
  return new Promise((resolve) => {
    room.waiting.push(resolve);
    tellWatchers();
  });
}

/** Lets everything that waits go on. */
export function signedInAgain(): void {
  const waiting = room.waiting;
  room.waiting = [];
  tellWatchers();
  for (const goOn of waiting) goOn();
}

/** Whether anything waits; for useSyncExternalStore. */
export function isSignInAwaited(): boolean {
  return room.waiting.length > 0;
}

/** Calls back whenever that changes; for useSyncExternalStore. */
export function watchSignInAwaited(watcher: () => void): () => void {
  room.watchers.add(watcher);
  return () => room.watchers.delete(watcher);
}

function tellWatchers(): void {
  for (const watcher of room.watchers) watcher();
}
