/** How long a client may take, in ms. */
export type ClientTimeouts = {
  /** To send the head of a request. */
  head: number;
  /** To send all of it. */
  request: number;
  /** Without a byte in either direction, be it that it does not read what it asked for. */
  silence: number;
  /** How often heads and requests under way are looked at. */
  look: number;
};

/** The largest body, 10 MB, at 1.5 Mbit/s takes a minute; streams of events give a sign of life far more often. */
export const CLIENT_TIMEOUTS_MS: ClientTimeouts = {
  head: 15_000,
  request: 60_000,
  silence: 120_000,
  look: 5_000,
};

/** Fastify's options for it: by itself it would wait for a request without end. */
export function timeLimits({ head, request, silence, look }: ClientTimeouts) {
  return {
    requestTimeout: request,
    connectionTimeout: silence,
    http: { headersTimeout: head, connectionsCheckingInterval: look },
  };
}
