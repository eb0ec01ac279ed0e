import { type GatewayProcess, startGateway } from './gateway-process.ts';
import type { SampleData } from './sample-data.ts';
import { startTcpBalancer, type TcpBalancer } from './tcp-balancer.ts';

/** Three gateways on one database, and a balancer in front of them. */
export type ThreeGateways = {
  /** The balancer's. */
  url: string;
  /** Where each gateway is by itself. */
  urls: readonly string[];
  /** Kills a gateway with -9, and leaves it dead; by default the one that was asked last. Answers which it was. */
  kill: (url?: string) => Promise<string>;
  /** Ends a gateway as an operating system does, and starts it again on its port. */
  restart: (url: string) => Promise<void>;
  close: () => Promise<void>;
};

/** Starts all three at the same moment. */
export async function startThreeGateways({ directory, databaseUrl }: SampleData): Promise<ThreeGateways> {
  const start = (port?: number) => startGateway(directory, { databaseUrl, ...(port && { port }) });
  const started = await Promise.all([start(), start(), start()]);
  const running = new Map<string, Promise<GatewayProcess>>(
    started.map((gateway) => [gateway.url, Promise.resolve(gateway)]),
  );
  const balancer: TcpBalancer = await startTcpBalancer([...running.keys()]);
  return {
    url: balancer.url,
    urls: [...running.keys()],
    kill: async (url = balancer.lastAsked()) => {
      await (await running.get(url))?.end('SIGKILL');
      return url;
    },
    restart: async (url) => {
      const before = await running.get(url);
      const after = async () => {
        await before?.end('SIGTERM');
        return start(Number(new URL(url).port));
      };
      running.set(url, after());
      await running.get(url);
    },
    close: async () => {
      await balancer.close();
      await Promise.all([...running.values()].map(async (gateway) => (await gateway).end()));
    },
  };
}
