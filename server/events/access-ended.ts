import { type Expression, sql } from 'kysely';
import * as z from 'zod';
import type { Store } from '../store/schema.ts';
import { CHANNEL } from './notify-change.ts';

/**
 * Tells every gateway, once the transaction is committed, that some of a user's access ended, so that each looks again at
 * what it streams to them: a column to select, or to return from the very statement that ends it.
 */
export function tellAccessEnded(user_id: Expression<string> | string) {
  return sql<string>`pg_notify(${CHANNEL}::text, json_build_object('user_id', ${user_id}::text)::text)`.as(
    'told',
  );
}

/** What is told so. */
export const AccessEnded = z.strictObject({ user_id: z.string() });

/** The channel on which every gateway answers how many streams it ended; nobody listens but who wants to know. */
export const ANSWERS = 'coppice_streams_ended';

export const StreamsEnded = z.object({ user_id: z.string(), streams: z.number() });

/** Says how many streams of a user this gateway ended. */
export async function answerStreamsEnded(store: Store, user_id: string, streams: number): Promise<void> {
  const answer = JSON.stringify({ user_id, streams } satisfies z.infer<typeof StreamsEnded>);
  await sql`select pg_notify(${ANSWERS}::text, ${answer}::text)`.execute(store);
}
