/**
 * Shares what is in flight: calls whose keys are equal get the result of one run, until that has ended.
 *
 * @param keyOf calls whose keys are equal ask for the same.
 */
export function singleFlight<Subject, Result>(
  keyOf: (subject: Subject) => string,
  run: (subject: Subject) => Promise<Result>,
): (subject: Subject) => Promise<Result> {
  const inFlight = new Map<string, Promise<Result>>();
  return (subject) => {
    const key = keyOf(subject);
    const flight = inFlight.get(key) ?? run(subject).finally(() => inFlight.delete(key));
    inFlight.set(key, flight);
    return flight;
  };
}
