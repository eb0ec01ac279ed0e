/** The moment that was typed, in ms since the epoch; undefined where it is none. */
export function momentOf(at: string): number | undefined {
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at) ? new Date(at).getTime() : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}
