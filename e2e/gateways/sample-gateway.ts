import { keepRows } from '../support/kept-rows.ts';
import { type SignedIn, signedInTo } from '../support/signed-in.ts';
import { type GatewayProcess, startGateway } from './gateway-process.ts';
import { type SampleData, sampleInDirectory, sampleOnPostgres } from './sample-data.ts';

/** A gateway on the sample, which a test has for itself. */
export type SampleGateway = {
  url: string;
  data: SampleData;
  /** What its users have, who are signed in. */
  signedIn: SignedIn;
  /** Ends it, gracefully or not, and starts it again on the same data and port. */
  restart: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
};

/** A gateway that a worker's tests have one after the other, and each finds as if it were new. */
export type Reused<T extends SampleGateway> = {
  /** Puts the sample back, whatever became of it, and answers the gateway. */
  renew: () => Promise<T>;
  end: () => Promise<void>;
};

/** Starting a gateway takes longer than most journeys, so on PostgreSQL they share one. */
export async function reuseOwn(): Promise<Reused<SampleGateway>> {
  const data = await sampleOnPostgres();
  const reused = await reuse(await start(data, { signedIn: signedInTo('postgres') }));
  return { ...reused, end: () => reused.end().then(data.remove) };
}

/** Makes a gateway that runs to be found again as it is now. */
export async function reuse(started: StartedGateway): Promise<Reused<SampleGateway>> {
  const rows = await keepRows(started.gateway.data.databaseUrl);
  return {
    renew: async () => {
      await rows.putBack();
      await started.startIfEnded();
      return started.gateway;
    },
    end: async () => {
      await started.end();
      await rows.close();
    },
  };
}

/** A gateway on a data directory of its own; what is answered second takes both away. */
export async function startInDirectory(): Promise<[SampleGateway, () => Promise<void>]> {
  const data = sampleInDirectory();
  const started = await start(data, { signedIn: signedInTo('pglite') });
  const remove = async () => {
    await started.end();
    await data.remove();
  };
  return [started.gateway, remove];
}

export type StartedGateway = {
  gateway: SampleGateway;
  startIfEnded: () => Promise<void>;
  end: () => Promise<void>;
};

/** Starts a gateway with these variables in its environment. */
export async function start(
  data: SampleData,
  { signedIn, env = {} }: { signedIn: SignedIn; env?: Record<string, string> },
): Promise<StartedGateway> {
  const { directory, databaseUrl } = data;
  const startAt = (port: number) =>
    startGateway(directory, { databaseUrl, port, env, sample: env['COPPICE_UPSTREAM'] === undefined });
  let running: GatewayProcess = await startAt(0);
  const { url } = running;
  const port = Number(new URL(url).port);
  const restart = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await running.end(signal);
    running = await startAt(port);
  };
  return {
    gateway: { url, data, signedIn, restart },
    startIfEnded: async () => {
      if (!running.isRunning()) running = await startAt(port);
    },
    end: () => running.end(),
  };
}
