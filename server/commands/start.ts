import { join } from 'node:path';
import { buildApp } from '../app.ts';
import { openBackupChannel } from '../backup/backup-channel.ts';
import { type Config, readConfig, START_FLAGS } from '../config.ts';
import { requireSameSecret } from '../iam/same-secret.ts';
import { readSecret } from '../iam/secret.ts';
import { PACKAGE_ROOT } from '../package-root.ts';
import { markCallsLost } from '../receipts/calls/lost-calls.ts';
import { loadSample } from '../sample/load-sample.ts';
import { SAMPLE_ACCOUNT, SAMPLE_PROJECT, SAMPLE_USERS } from '../sample/sample-people.ts';
import { openStore } from '../store/open-store.ts';
import { requireSameRegistry } from '../upstream/registry/registry-kind.ts';
import { listenTrouble } from './listen-trouble.ts';
import { parseArgv } from './parse-argv.ts';

/** `coppice start`: runs the gateway until it is told to stop. */
export async function start(words: string[]): Promise<void> {
  const { values } = parseArgv({ args: words, options: START_FLAGS });
  const config = readConfig(values, process.env);
  const { close: closeStore, pool, ...opened } = await openStore(config.store);
  const { store } = opened;
  const secret = readSecret(config.secret, config.data);
  const app = await buildApp({
    ...opened,
    ...(pool && { pool }),
    secret,
    trustProxy: config.trustProxy,
    hosts: config.hosts,
    base: config.base,
    remote: config.remote,
    refreshEvery: config.refreshEvery,
    lag: config.lag,
    serviceUrl: config.serviceUrl,
    webhooksInside: config.webhooksInside,
    consoleDirectory: join(PACKAGE_ROOT, 'dist/console'),
    // At a terminal only what is wrong; elsewhere every request, for whatever collects the log.
    logger: { level: process.stdout.isTTY ? 'warn' : 'info' },
  });
  const channel = config.store.kind === 'directory' && (await openBackupChannel(config.data, store));
  const close = async () => {
    await app.close();
    if (channel) await channel.close();
    await closeStore();
  };
  try {
    await requireSameSecret(store, secret);
    await requireSameRegistry(store, config.remote?.modelarts);
    if (config.sample) await loadSample(store);
    if (config.store.kind === 'directory') await markCallsLost(store);
    stopOnSignals(close);
    greet(await listen(app, config), config);
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(app: Awaited<ReturnType<typeof buildApp>>, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    throw listenTrouble(error, { host, port });
  }
}

function greet(address: string, config: Config): void {
  console.log(`Coppice is ready: ${address}${config.base && `${config.base}/`}`);
  if (config.remote) console.log(`The registry is that of ${config.remote.modelarts.href}`);
  if (!config.sample) return;
  const users = SAMPLE_USERS.map((user) => user.name).join(' or ');
  console.log(
    `Sample: account ${SAMPLE_ACCOUNT}, project ${SAMPLE_PROJECT}, user ${users}; the password is the user's name.`,
  );
}

/** The first signal lets requests under way finish; a second one does not wait. */
function stopOnSignals(close: () => Promise<void>): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    await close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
