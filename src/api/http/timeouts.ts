/**
 * How long the console waits for what a remote registry may have to answer: longer than the gateway does, which then says
 * what happened. In ms. Source: docs/decisions/019-a-remote-modelarts.md
 */
export const REMOTE_TIMEOUTS_MS = {
  /** The gateway waits 60 s for a read. */
  read: 75_000,
  /** A deletion leaves the gateway within 10 s and has 45 s more. */
  deletion: 60_000,
} as const;

/** How long a deletion call of our own registry may take before its outcome counts as not known. In ms. */
export const OWN_DELETION_TIMEOUT_MS = 30_000;
