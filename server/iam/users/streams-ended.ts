import { sql } from 'kysely';
import { ANSWERS, StreamsEnded } from '../../events/access-ended.ts';
import { CHANNEL } from '../../events/notify-change.ts';
import { LISTENER_NAME } from '../../store/listen.ts';
import type { OpenStore } from '../../store/open-store.ts';

/** Timeout for the gateways' answers, in ms: each reads a few rows for it. */
const ANSWERED_WITHIN_MS = 3_000;

/** How many event streams ended, and how many gateways did not answer in time: their streams end at the next heartbeat. */
export type Streams = { streams: number; silent: number };

/**
 * Does something that may revoke a user's access, and collects from the gateways of the database how many of their event
 * streams ended by it.
 *
 * @param user_id absent for a user who does not exist yet.
 * @param act answers what was revoked; if nothing, no gateway is waited for.
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
