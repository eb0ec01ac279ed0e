/** Answers that were asked for before anything could use them, by address. */
const early = new Map<string, Promise<Response | undefined>>();

/** Asks for something that is sure to be read soon. That it fails is no matter: it is asked for again then. */
export function askEarly(address: string): void {
  early.set(
    address,
    fetch(address).catch(() => undefined),
  );
}

/** The good answer of an early request, once; undefined when there was none or it was refused. */
export async function takeEarlyAnswer(address: string): Promise<Response | undefined> {
  const answer = early.get(address);
  early.delete(address);
  const response = await answer;
  return response?.ok ? response : undefined;
}
