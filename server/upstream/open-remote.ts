import type { FastifyInstance } from 'fastify';
import type { Behind } from '../behind.ts';
import type { EventHub } from '../events/event-hub.ts';
import { inBackground } from './in-background.ts';
import { loginsIn } from './logins.ts';
import { openMirrors } from './mirror/mirrors.ts';
import { type StandBefore, standBefore } from './stand-before.ts';
import { openUpstream, type Remote } from './upstream.ts';
import { upstreamDoor } from './upstream-door.ts';

export type OpenRemote = Pick<StandBefore, 'store' | 'tellAnswer' | 'blockerBudget'> & {
  remote: Remote;
  /** What the logins are sealed under. */
  secret: Buffer;
  hub: EventHub;
  /** How often what is shown is read anew, in ms. */
  refreshEvery: number;
};

/** Opens the way to a remote registry, for a gateway to stand before; it is closed with the gateway. */
export function openRemote(app: FastifyInstance, options: OpenRemote): Behind {
  const { store, remote, secret, hub, refreshEvery } = options;
  const upstream = openUpstream(remote);
  const logins = loginsIn(store, upstream, secret);
  const mirrors = openMirrors({ ...{ store, upstream, logins, hub, refreshEvery }, log: app.log });
  app.addHook('onClose', async () => {
    await mirrors.close();
    await upstream.close();
  });
  return {
    host: upstream.host,
    door: upstreamDoor(store, upstream, secret),
    welcome: mirrors.welcome,
    routes: standBefore({ ...options, upstream, logins, mirrors, inBackground: inBackground(app) }),
  };
}
