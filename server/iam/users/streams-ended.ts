import { sql } from 'kysely';
import { ANSWERS, StreamsEnded } from '../../events/access-ended.ts';
import { CHANNEL } from '../../events/notify-change.ts';
import { LISTENER_NAME } from '../../store/listen.ts';
import type { OpenStore } from '../../store/open-store.ts';

/** How long gateways are waited for, in ms: each looks at a few rows and answers. */
const ANSWERED_WITHIN_MS = 3_000;

/** How many event streams ended, and how many gateways did not say in time: theirs end at their next sign of life. */
export type Streams = { streams: number; silent: number };

/**
 * Does something that may end somebody's access, and gathers from the gateways of the database how many of their event
 * streams ended by it.
 *
 * @param user_id of whom it is; nobody's access ends who is not there yet.
 * @param act answers what ended: where nothing did, no gateway is waited for.
 */
export async function withStreams<T extends { ended: unknown }>(
  { store, listen }: Pick<OpenStore, 'store' | 'listen'>,
  user_id: string | undefined,
  act: () => Promise<T>,
): Promise<T & Streams> {
  const gateways = user_id === undefined ? 0 : await countGateways(store);
  if (gateways === 0) return { ...(await act()), streams: 0, silent: 0 };

  const answers: number[] = [];
  const { promise: all, resolve } = Promise.withResolvers<void>();
  const onMessage = (payload: string) => {
    const answer = StreamsEnded.parse(JSON.parse(payload));
    if (answer.user_id === user_id) answers.push(answer.streams);
    if (answers.length >= gateways) resolve();
  };
  const listening = await listen(ANSWERS, { onMessage, onListening: () => undefined });
  try {
    const done = await act();
    if (done.ended === undefined) return { ...done, streams: 0, silent: 0 };
    const late = setTimeout(resolve, ANSWERED_WITHIN_MS);
    await all.finally(() => clearTimeout(late));
    const streams = answers.reduce((sum, count) => sum + count, 0);
    return { ...done, streams, silent: Math.max(0, gateways - answers.length) };
  } finally {
    await listening.stop();
  }
}

/**
 * Those that listen, each on a connection of its own: to PostgreSQL one of that name, and in PGlite the one there is. While
 * a command has a data directory, there are none.
 */
async function countGateways(store: OpenStore['store']): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (
      select count(*) from pg_stat_activity
      where datname = current_database() and application_name = ${LISTENER_NAME}
    ) + (
      select count(*) from pg_listening_channels() as channel where channel = ${CHANNEL}
    ) as count
  `.execute(store);
  return rows[0]?.count ?? 0;
}
