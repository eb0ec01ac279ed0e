import { type ExpressionBuilder, expressionBuilder, type SqlBool, sql } from 'kysely';
import { jsonObjectFrom } from 'kysely/helpers/postgres';
import { normalId } from '../../core/contract/id.ts';
import type { Call } from '../../core/deletion/answer.ts';
import type { Protection } from '../../core/deletion/protection.ts';
import { PREPARED } from '../store/prepared.ts';
import type { Database, Store } from '../store/schema.ts';

/** What of a protection is told. */
export const PROTECTION_COLUMNS = [
  'protections.model_name',
  'protections.model_id',
  'protections.model_version',
  'protections.note',
  'protections.user_name',
  'protections.created_at',
  'protections.until',
] as const;

/** Whether a protection has not ended yet. `now` in ms since the epoch. */
export function inForce(now: number) {
  return sql<SqlBool>`(protections.until is null or protections.until > ${now})`;
}

/** A call whose target is of this name. */
export type NamedCall = Pick<Call, 'model_id' | 'cascade'> & { model_name: string };

/**
 * What keeps a call from being made: what protects its target or, by cascade, anything of its name. A column to be selected
 * in the very statement that reads what the call would take, so that it costs none of its own.
 */
export function protectionAgainst(project_id: string, call: NamedCall, now = Date.now()) {
  return jsonObjectFrom(selectAgainst(expressionBuilder<Database, never>(), { project_id, call, now }));
}

/** The same, asked on its own: for a registry that is not in the database. */
export function findProtectionAgainst(
  store: Store,
  project_id: string,
  call: NamedCall,
): Promise<Protection | undefined> {
  const eb = expressionBuilder<Database, never>();
  return store
    .selectFrom(selectAgainst(eb, { project_id, call, now: Date.now() }).as('protections'))
    .modifyEnd(PREPARED)
    .select(PROTECTION_COLUMNS)
    .executeTakeFirst();
}

function selectAgainst(
  eb: ExpressionBuilder<Database, never>,
  { project_id, call, now }: { project_id: string; call: NamedCall; now: number },
) {
  const id = normalId(call.model_id);
  const ofName = sql<SqlBool>`protections.model_name = ${call.model_name}`;
  // An id is enough by itself: whatever name a receipt of an early edition has for it.
  const concerns = call.cascade
    ? sql<SqlBool>`(${ofName} or protections.model_id = ${id})`
    : sql<SqlBool>`((${ofName} and protections.model_id = '') or protections.model_id = ${id})`;
  return eb
    .selectFrom('protections')
    .select(PROTECTION_COLUMNS)
    .where('protections.project_id', '=', project_id)
    .where(concerns)
    .where(inForce(now))
    .orderBy('protections.model_id', 'desc')
    .limit(1);
}

/** Whether anything of a name is protected, so that no cascade over it is let through. */
export async function isNameProtected(
  store: Store,
  project_id: string,
  model_name: string,
): Promise<boolean> {
  const found = await store
    .selectFrom('protections')
    .modifyEnd(PREPARED)
    .select('model_name')
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name)
    .where(inForce(Date.now()))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
