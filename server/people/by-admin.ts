import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { type Caller, callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import type { Changing } from './actor.ts';
import { findPerson } from './find-person.ts';

/** Whom a route is about. */
export const PersonParams = z.object({ user_id: z.string().min(1).max(64) });

/**
 * The administrator who asks.
 *
 * @throws ApiError 0108 (forbidden) for anybody else.
 */
export function adminOf(request: FastifyRequest): Caller {
  return callerOf(request, 'coppice:people:manage');
}

/**
 * The administrator who asks, whom it is about, and how they are changed.
 *
 * @throws ApiError 0108 (forbidden) for who is no administrator; 0006 (not found) for who is not of their account.
 */
export async function byAdmin(store: Store, request: FastifyRequest, user_id: string) {
  const caller = adminOf(request);
  const target = await findPerson(store, caller.account_id, user_id);
  return { caller, target, changing: { store, actor: caller, lastAdmin: 'stays' } satisfies Changing };
}
