import type { FastifyInstance } from 'fastify';
import type { EventHub } from '../events/event-hub.ts';
import { inBackground } from '../http/background-tasks.ts';
import { lookWhenDue } from '../receipts/verification/verify-when-due.ts';
import { upstreamDoor } from '../upstream/identity/remote-authenticator.ts';
import { loginsIn } from '../upstream/identity/remote-credentials.ts';
import { renewing } from '../upstream/identity/renewing.ts';
import { remoteVerification } from '../upstream/registry/remote-verification.ts';
import { openMirrors } from '../upstream/sync/sync-scheduler.ts';
import { openUpstream, type Remote } from '../upstream/transport/upstream.ts';
import type { Behind } from './registry-backend.ts';
import { type StandBefore, standBefore } from './remote-routes.ts';

export type OpenRemote = Pick<StandBefore, 'store' | 'tellAnswer' | 'blockerBudget'> & {
  remote: Remote;
  /** What the logins are sealed under. */
  secret: Buffer;
  hub: EventHub;
  /** How often what is shown is read anew, in ms. */
  refreshEvery: number;
  /** How long it may lag behind what it answers, in ms. */
  lag: number;
};

/** Opens the way to a remote registry, for a gateway to stand before; it is closed with the gateway. */
export function openRemote(app: FastifyInstance, options: OpenRemote): Behind {
  const { store, remote, secret, hub, refreshEvery } = options;
  const plain = openUpstream(remote);
  const logins = loginsIn(store, plain, secret);
  const upstream = renewing(plain, logins);
  const verification = remoteVerification(store, upstream, logins, options.lag);
  const looks = lookWhenDue(app, store, verification);
  const mirrors = openMirrors({ ...{ store, upstream, logins, hub, refreshEvery }, log: app.log });
  app.addHook('onClose', async () => {
    await mirrors.close();
    await upstream.close();
  });
  const background = inBackground(app);
  return {
    host: upstream.host,
    door: upstreamDoor(store, upstream, secret),
    welcome: (project_id) => {
      mirrors.welcome(project_id);
      background('What waits to be looked into could not be hurried', () => looks.hurry(project_id));
    },
    routes: standBefore({
      ...{ ...options, upstream, logins, mirrors, verification, lookSoon: looks.soon },
      inBackground: background,
    }),
  };
}
