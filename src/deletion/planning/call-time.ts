/** What a call takes where none was made yet: ours answer sooner, a registry far away later. In ms. */
const GUESSED_CALL_MS = 500;

let measured: number | undefined;

/** Notes how long calls of a run took, in ms each: what the next run is expected to take. */
export function noteCallTime(ms: number): void {
  measured = ms;
}

/** How long a call will take, in ms: as in the last run of this page, or a guess. */
export function expectedCallTime(): number {
  return measured ?? GUESSED_CALL_MS;
}
