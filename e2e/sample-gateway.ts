import { type GatewayProcess, startGateway } from './gateway-process.ts';
import { keepRows } from './kept-rows.ts';
import { type SampleData, sampleInDirectory, sampleOnPostgres } from './sample-data.ts';

/** A gateway on the sample, which a test has for itself. */
export type SampleGateway = {
  url: string;
  data: SampleData;
  /** Ends it, gracefully or not, and starts it again on the same data and port. */
  restart: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
};

/** A gateway that a worker's tests have one after the other, and each finds as if it were new. */
export type ReusedGateway = {
  /** Puts the sample back, whatever became of it, and answers the gateway. */
  renew: () => Promise<SampleGateway>;
  end: () => Promise<void>;
};

/** Starting a gateway takes longer than most journeys, so on PostgreSQL they share one. */
export async function startReusedGateway(): Promise<ReusedGateway> {
  const data = await sampleOnPostgres();
  const rows = await keepRows(data.databaseUrl);
  let started = await start(data);
  return {
    renew: async () => {
      await rows.putBack();
      if (!started.process().isRunning()) started = await start(data);
      return started.gateway;
    },
    end: async () => {
      await started.process().end();
      await rows.close();
      await data.remove();
    },
  };
}

/** A gateway on a data directory of its own; what is answered second takes both away. */
export async function startInDirectory(): Promise<[SampleGateway, () => Promise<void>]> {
  const data = sampleInDirectory();
  const started = await start(data);
  const remove = async () => {
    await started.process().end();
    await data.remove();
  };
  return [started.gateway, remove];
}

async function start(data: SampleData) {
  const { directory, databaseUrl } = data;
  let running: GatewayProcess = await startGateway(directory, { databaseUrl });
  const { url } = running;
  const restart = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await running.end(signal);
    running = await startGateway(directory, { databaseUrl, port: Number(new URL(url).port) });
  };
  return { gateway: { url, data, restart }, process: () => running };
}
