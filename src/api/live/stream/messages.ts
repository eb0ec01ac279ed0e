/** One thing that a stream told: an event as it came, and the position up to which nothing else is to be told. */
export type Told = { data: string; position: string };

/**
 * What a tab says to the stream that all tabs share, and is told by it. Both sides are of one build, as the worker's name
 * holds its content's hash, so that what is said is what is understood.
 */
export type FromTab =
  /** Tell me what happens after this position. `who`: for whom the tab was opened. `events`: where a stream is had. */
  { say: 'follow'; position: string; who: string; address: StreamAddress } | { say: 'leave' };

/** What a tab is told. */
export type ToTab =
  | ({ say: 'told' } & Told)
  /** Nothing is heard any more; it is being tried. */
  | { say: 'lost' }
  /** The session is over, or another one: nothing will be told before the tab follows again. */
  | { say: 'over' };

/** Where a stream is had, and where it is asked whether anybody is signed in. */
export type StreamAddress = { events: string; session: string };
