import { spawnSync } from 'node:child_process';

/** Vitest's global setup: builds the gateway for the tests that run it as a process of its own, unless it is as it was. */
export function setup(): void {
  const { status } = spawnSync(process.execPath, ['scripts/build-all.mjs', 'gateway'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The gateway could not be built.');
}
