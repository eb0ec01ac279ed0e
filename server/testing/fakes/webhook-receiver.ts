import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { expect, vi } from 'vitest';
import { listenLocally } from './listen-locally.ts';

/** A message as it came. */
export type Received = { headers: IncomingHttpHeaders; body: string; method: string; path: string };

/** What a receiver does about a message, the how many-th it is. */
export type Reaction = (answer: ServerResponse, nth: number) => void;

/** A receiver of webhooks, over real HTTP. */
export type WebhookReceiver = {
  url: string;
  received: Received[];
  /** From now on it does this; at first it answers 204. */
  does: (reaction: Reaction) => void;
  /** Once so many came: all of them. */
  until: (count: number) => Promise<Received[]>;
  close: () => Promise<void>;
};

export const answers =
  (status: number, text = '', headers: Record<string, string> = {}): Reaction =>
  (answer) => {
    answer.writeHead(status, headers).end(text);
  };

export async function webhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let react: Reaction = answers(204);
  const server = createServer(async (request, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { headers, method = '', url = '' } = request;
    received.push({ headers, method, path: url, body: Buffer.concat(chunks).toString() });
    react(answer, received.length);
  });
  const url = await listenLocally(server);
  return {
    url: `${url}/hook`,
    received,
    does: (reaction) => {
      react = reaction;
    },
    until: (count) =>
      vi.waitFor(
        () => {
          expect(received.length).toBeGreaterThanOrEqual(count);
          return [...received];
        },
        { timeout: 25_000, interval: 20 },
      ),
    close: async () => {
      server.closeAllConnections();
      await promisify(server.close.bind(server))();
    },
  };
}
