/**
 * Coalesces calls by key: at most one run per key is in flight, and calls that come meanwhile share one re-run after it,
 * however many they are. Runs of different keys do not wait for each other.
 *
 * @param keyOf calls whose keys are equal ask for the same.
 * @param run what a call is for.
 * @returns a function that resolves at once where it joins a run in flight, and else when there is nothing left to run. It
 *   throws what the last run threw; a failure that a re-run follows is superseded by it.
 */
export function coalesce<Subject>(
  keyOf: (subject: Subject) => string,
  run: (subject: Subject) => Promise<void>,
): (subject: Subject) => Promise<void> {
  const inFlight = new Map<string, { isAskedAgain: boolean }>();
  return async (subject) => {
    const key = keyOf(subject);
    const joined = inFlight.get(key);
    if (joined) {
      joined.isAskedAgain = true;
      return;
    }
    const flight = { isAskedAgain: false };
    inFlight.set(key, flight);
    try {
      do {
        flight.isAskedAgain = false;
        await run(subject).catch((error: unknown) => {
          if (!flight.isAskedAgain) throw error;
        });
      } while (flight.isAskedAgain);
    } finally {
      inFlight.delete(key);
    }
  };
}
