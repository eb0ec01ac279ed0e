/** Answers that were asked for before anything could use them, by address. */
const early = new Map<string, Promise<EarlyAnswer | undefined>>();

type EarlyAnswer = { status: number; text: string };

/** Asks for something that is sure to be read soon. That it fails is no matter: it is asked for again then. */
export function askEarly(address: string): void {
  const answer = fetch(address).then(async (response) =>
    response.ok ? { status: response.status, text: await response.text() } : undefined,
  );
  early.set(
    address,
    answer.catch(() => undefined),
  );
}

/** The good answer of an early request, once; undefined when there was none, or it was refused. */
export function takeEarlyAnswer(address: string): Promise<EarlyAnswer | undefined> {
  const answer = early.get(address) ?? Promise.resolve(undefined);
  early.delete(address);
  return answer;
}
