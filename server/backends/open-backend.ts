import type { FastifyInstance } from 'fastify';
import type { Answer } from '../../core/deletion/answer.ts';
import type { EventHub } from '../events/event-hub.ts';
import { LAG_MS } from '../receipts/verification/next-verification.ts';
import type { Store } from '../store/schema.ts';
import type { Remote } from '../upstream/transport/upstream.ts';
import { embeddedBackend } from './embedded.ts';
import type { RegistryBackend } from './registry-backend.ts';

export type BackendOptions = {
  /** The remote ModelArts to stand before; without it the registry is the one in the database. */
  remote?: Remote | undefined;
  /** How old the copy of the remote registry may become before it is synced. In ms. */
  refreshEvery?: number;
  /** How long a remote registry is asked for services before the copy is answered. In ms. */
  blockerBudget?: number;
  /** How long a remote registry may lag behind its own answers (eventual consistency). In ms. */
  lag?: number;
};

const REFRESH_EVERY_MS = 5 * 60_000;
const BLOCKER_BUDGET_MS = 2_000;

/**
 * Opens the registry of a gateway, which is closed with it.
 *
 * @param within `secret`: 32 bytes that remote credentials are sealed under; `countAnswer`: is given every answer to a
 *   deletion call that is on a receipt.
 */
export async function openBackend(
  app: FastifyInstance,
  {
    remote,
    refreshEvery = REFRESH_EVERY_MS,
    blockerBudget = BLOCKER_BUDGET_MS,
    lag = LAG_MS,
  }: BackendOptions,
  within: { store: Store; secret: Buffer; hub: EventHub; countAnswer: (answer: Answer) => void },
): Promise<RegistryBackend> {
  if (!remote) return embeddedBackend(app, within.store, within.countAnswer);
  // Only here, for a gateway with a registry of its own does not need it.
  const { remoteBackend } = await import('./remote.ts');
  return remoteBackend(app, { ...within, remote, refreshEvery, blockerBudget, lag });
}
