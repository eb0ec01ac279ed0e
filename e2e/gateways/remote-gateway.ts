import { expect } from '@playwright/test';
import { sendAtOnce } from '../support/grace-periods.ts';
import { signedInTo, signInAll } from '../support/signed-in.ts';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';
import { emptyOnPostgres, sampleOnPostgres } from './sample-data.ts';
import { type Reused, reuse, type SampleGateway, start } from './sample-gateway.ts';

/** A gateway that stands before another one, whose sample is its registry, with a proxy between the two. */
export type RemoteGateway = SampleGateway & { remote: SampleGateway; between: FaultyProxy };

/** Both are found by each test as if they were new: signed in to, and the sample read. */
export async function reuseRemote(): Promise<Reused<RemoteGateway>> {
  const [remoteData, frontData] = [await sampleOnPostgres(), await emptyOnPostgres()];
  const remote = await start(remoteData, { signedIn: signedInTo('postgres') });
  const between = await startFaultyProxy(remote.gateway.url);
  const front = await start(frontData, {
    signedIn: signedInTo('postgres'),
    // What lags behind does so for seconds here, in place of a minute.
    env: { COPPICE_UPSTREAM: between.url, COPPICE_LAG: '4' },
  });
  const signedIn = await signInAll(front.gateway.url);
  await sendAtOnce(front.gateway.url);
  await hasRead(front.gateway.url, signedIn.operator.token);
  const [reusedRemote, reusedFront] = [await reuse(remote), await reuse(front)];
  return {
    renew: async () => {
      between.faults.splice(0);
      between.deletions.splice(0);
      between.shortenLists(Number.POSITIVE_INFINITY);
      const gateways = [await reusedRemote.renew(), await reusedFront.renew()] as const;
      return { ...gateways[1], signedIn, remote: gateways[0], between };
    },
    end: async () => {
      await reusedFront.end();
      await between.close();
      await reusedRemote.end();
      await Promise.all([frontData.remove(), remoteData.remove()]);
    },
  };
}

async function hasRead(front: string, token: string): Promise<void> {
  const read = async () => {
    const answer = await fetch(`${front}/api/mirror`, { headers: { 'x-auth-token': token } });
    const { read_at, reading } = await answer.json();
    return read_at !== null && reading === null;
  };
  await expect.poll(read, { message: 'the remote registry was read' }).toBe(true);
}
