/**
 * How long the console waits for what a remote registry may have to answer: longer than the gateway does, which then says
 * what happened. In ms. Source: docs/decisions/019-a-remote-modelarts.md
 */
export const REMOTE_TIMEOUTS_MS = {
  /** The gateway waits 60 s for a read. */
  read: 75_000,
} as const;
