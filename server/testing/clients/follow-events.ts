import { once } from 'node:events';
import { type IncomingHttpHeaders, IncomingMessage, request } from 'node:http';
import { onTestFinished } from 'vitest';
import { LiveEvent } from '../../../core/console-api/live/events.ts';
import { must } from '../../../core/testing/must.ts';

type EventAbout<About extends LiveEvent['about']> = Extract<LiveEvent, { about: About }>;

/** A stream of events as a client reads it. */
export type FollowedEvents = {
  headers: IncomingHttpHeaders;
  /**
   * Reads on until an event of a kind comes, and answers it. Rejects when the stream ends before. What happened just
   * before the stream opened is told too: a test that changed something then says which it is waiting for.
   */
  next: <About extends LiveEvent['about']>(
    about: About,
    isIt?: (event: EventAbout<About>) => boolean,
  ) => Promise<EventAbout<About>>;
  /** Reads on until the gateway hangs up, and answers what came. */
  rest: () => Promise<LiveEvent[]>;
  /** Hangs up. */
  close: () => void;
};

/** Opens a stream, which is closed when the test ends, at the latest. */
export async function followEvents(
  url: string,
  headers: Record<string, string>,
  query = '',
): Promise<FollowedEvents> {
  // Not by fetch, which opens another connection when one is cut, and keeps it.
  const asked = request(`${url}/api/events?${query}`, { headers, agent: false });
  asked.on('error', () => undefined);
  onTestFinished(() => {
    asked.destroy();
  });
  asked.end();
  const [answer] = await once(asked, 'response');
  if (!(answer instanceof IncomingMessage)) throw new Error('This is no answer.');
  const events = eventsOf(answer);
  return {
    headers: answer.headers,
    async next(about, isIt = () => true) {
      for (;;) {
        const { value, done } = await events.next();
        if (done) throw new Error(`The stream ended before anything about ${about} came.`);
        if (isAbout(value, about) && isIt(value)) return value;
      }
    },
    close: () => asked.destroy(),
    async rest() {
      const came: LiveEvent[] = [];
      for (let read = await events.next(); !read.done; read = await events.next()) came.push(read.value);
      return came;
    },
  };
}

function isAbout<About extends LiveEvent['about']>(
  event: LiveEvent,
  about: About,
): event is EventAbout<About> {
  return event.about === about;
}

async function* eventsOf(answer: IncomingMessage): AsyncGenerator<LiveEvent> {
  let text = '';
  for await (const piece of untilHungUp(answer)) {
    const blocks = (text + piece).split('\n\n');
    text = must(blocks.pop());
    for (const block of blocks) yield LiveEvent.parse(JSON.parse(block.replace(/^id: .*\ndata: /, '')));
  }
}

/** The gateway ends a stream by hanging up. */
async function* untilHungUp(answer: IncomingMessage): AsyncGenerator<string> {
  try {
    yield* answer.setEncoding('utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) throw error;
  }
}
