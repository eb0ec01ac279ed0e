import { type SqlBool, sql } from 'kysely';
import { type Answer, type Call, readAnswer } from '../../core/deletion/answer.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { PendingCall } from '../receipts/calls/hold-call.ts';
import { type RawAnswer, recordAnswer } from '../receipts/calls/record-answer.ts';
import { SILENT_AFTER_MS } from '../receipts/reading/read-receipt.ts';
import type { Verification } from '../receipts/verification/verification.ts';
import { PREPARED } from '../store/prepared.ts';
import type { Store } from '../store/schema.ts';
import type { RunKey } from './run-queue.ts';

/** A call that a run is about to make: its number on the receipt, from 1, and the name of its target. */
export type NextCall = { call: Call; call_number: number; model_name: string; request_id: string };

/** A call that was never answered keeps its name from others no longer than this: by then it is given up. In ms. */
const NAME_HELD_MS = 60_000;

/** Calls of runs that are under way in a project at the same time. */
export const CALLS_AT_ONCE = 8;

/**
 * Notes that a run makes a call, before it acts; undefined when it may not be made now. It costs the same however long the
 * plan is: nothing is read, as whoever carries a run out knows its receipt, and nobody else writes calls to it
 * (`runner`, a fencing token).
 *
 * @param by.isAlone whether it has to have its turn among the calls of all gateways: one a name, eight a project.
 */
export async function noteRunCall(
  store: Store,
  { key, runner, isAlone }: { key: RunKey; runner: string; isAlone: boolean },
  { call, call_number, model_name, request_id }: NextCall,
): Promise<PendingCall | undefined> {
  const { project_id, deletion_id } = key;
  const sent_at = Date.now();
  const note = async (db: Store) =>
    db
      .with('mine', (trx) =>
        trx
          .updateTable('deletions')
          .set({ seen_at: sent_at, look_at: sent_at + SILENT_AFTER_MS })
          .where('project_id', '=', project_id)
          .where('deletion_id', '=', deletion_id)
          .where('ended_at', 'is', null)
          .where(isCarriedOutBy(runner))
          .$if(isAlone, (query) => query.where(hasTurn(project_id, model_name, sent_at)))
          .returning('deletion_id'),
      )
      .insertInto('deletion_calls')
      .columns(['project_id', 'deletion_id', 'call_number', 'sent_at', 'request_id', 'call', 'model_name'])
      .expression((trx) =>
        trx
          .selectFrom('mine')
          .select([
            sql.val(project_id).as('project_id'),
            'deletion_id',
            sql<number>`${call_number}::integer`.as('call_number'),
            sql<number>`${sent_at}::bigint`.as('sent_at'),
            sql.val(request_id).as('request_id'),
            sql<string>`${JSON.stringify(call)}::jsonb`.as('call'),
            sql.val(model_name).as('model_name'),
          ]),
      )
      .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
      .executeTakeFirst();
  const noted = isAlone
    ? await store.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${`runs ${project_id}`}, 0))`.execute(trx);
        return note(trx);
      })
    : await note(store);
  return noted && { project_id, deletion_id, call_number, sent_at, model_name };
}

function isCarriedOutBy(runner: string) {
  return sql<SqlBool>`exists (
    select from runs where runs.project_id = deletions.project_id and runs.deletion_id = deletions.deletion_id
      and runs.runner = ${runner} and not runs.is_stopping
  )`;
}

/** Whether no call of a run is under way for the name, and fewer than may in the project, at whatever gateway. */
function hasTurn(project_id: string, model_name: string, now: number) {
  return sql<SqlBool>`(
    select count(*) < ${CALLS_AT_ONCE} and not coalesce(bool_or(other.model_name = ${model_name}), false)
    from deletion_calls other where other.project_id = ${project_id} and other.model_name is not null
      and other.answered_at is null and other.sent_at > ${now - NAME_HELD_MS}
  )`;
}

/**
 * Writes what came back of a call of a run. What tells of each version by itself takes one statement; anything else is
 * read together with all that the receipt has.
 */
export async function recordRunAnswer(
  store: Store,
  noted: PendingCall,
  { call, ...raw }: Pick<Answer, 'call'> & RawAnswer,
  verification: Verification,
): Promise<void> {
  const isPlain = readAnswer({ call, ...raw }).kind === 'per-model-results';
  if (isPlain && (await writeAnswer(store, noted, raw))) return;
  await store.transaction().execute((trx) => recordAnswer(trx, noted, raw, { isLast: false, verification }));
}

/** Whether it was still waited for. */
async function writeAnswer(
  store: Store,
  { project_id, deletion_id, call_number }: PendingCall,
  { status, body, problem }: RawAnswer,
): Promise<boolean> {
  const now = Date.now();
  const written = await store
    .updateTable('deletion_calls')
    .modifyEnd(PREPARED)
    .set({ status, body, problem: problem ?? null, answered_at: now })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .where('call_number', '=', call_number)
    .where('answered_at', 'is', null)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .executeTakeFirst();
  return written !== undefined;
}
