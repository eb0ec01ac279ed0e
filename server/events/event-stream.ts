import { Readable } from 'node:stream';
import type { LiveEvent } from '../../core/console-api/live/events.ts';

/** What a client may leave unread before it is dropped, in bytes; the connection's own buffers come on top. */
const MAX_UNREAD_BYTES = 64 * 1024;

/** Server-sent events, one for each thing that is told. Whoever does not read them is dropped, and comes back later. */
export type EventStream = {
  body: Readable;
  /** @param mark the event's id: whoever comes back with it is told what came after. */
  tell: (event: LiveEvent, mark: string) => void;
  /** Hangs up, whether or not the client reads: a gateway that stops waits for nobody. */
  end: () => void;
};

/** Opens a stream that is sent as the body of an answer. */
export function openEventStream(): EventStream {
  const body = new Readable({ read() {} });
  return {
    body,
    tell(event, mark) {
      if (body.destroyed) return;
      body.push(`id: ${mark}\ndata: ${JSON.stringify(event)}\n\n`);
      if (body.readableLength > MAX_UNREAD_BYTES) body.destroy();
    },
    end: () => body.destroy(),
  };
}
