import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A real gateway in a process of its own. */
export type GatewayProcess = {
  url: string;
  pid: number;
  /** Whether it has not ended yet. */
  isRunning: () => boolean;
  /** Ends it as an operating system would: SIGTERM, and waits; or at once, with -9. */
  end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
};

/** That of every gateway, so that any of them can go on with any database. */
export const SECRET = 'one secret for all gateways';

type GatewayOptions = {
  /** A port to come back to; 0 takes any that is free. */
  port?: number;
  /** Whether an empty registry is filled with the sample. */
  sample?: boolean;
  /** A PostgreSQL to use; without it the database is in the data directory. */
  databaseUrl?: string;
  /** More variables of its environment. */
  env?: Record<string, string>;
};

/** Starts the gateway on a free port and waits until it tells its address. */
export async function startGateway(
  dataDirectory: string,
  { port = 0, sample = true, databaseUrl = '', env = {} }: GatewayOptions = {},
): Promise<GatewayProcess> {
  const child = spawn(resolve('bin/coppice.cjs'), ['start', '--port', String(port)], {
    env: {
      ...process.env,
      // It runs on the project's own Node.
      PATH: `${resolve('node_modules/.bin')}:${process.env['PATH']}`,
      // By this name a browser is told to come to this machine as if it were another (plain-http.spec.ts).
      COPPICE_HOSTS: 'coppice.example',
      // Whoever is told by webhooks of a journey is on this machine.
      COPPICE_WEBHOOKS_INSIDE: '1',
      ...env,
      COPPICE_DATA: dataDirectory,
      COPPICE_SAMPLE: sample ? '1' : '0',
      DATABASE_URL: databaseUrl,
      COPPICE_SECRET: SECRET,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await toldAddress(child);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const end = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    if (!isRunning()) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return { url, pid: Number(child.pid), isRunning, end };
}

/** The address that a gateway tells once it is ready. */
export async function toldAddress(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The gateway has no output to read its address from.');
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/[\w.:[\]-]+/.exec(line)?.[0];
    if (address) {
      child.stdout.resume();
      return address;
    }
  }
  throw new Error(`The gateway ended without telling its address (exit code ${child.exitCode}).`);
}
