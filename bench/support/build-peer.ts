import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PEER = 'bench/peer';

/** Installs and builds the peer, once; where its built console is. */
export function buildPeer(): string {
  if (!existsSync(`${PEER}/node_modules`)) npm('ci', '--no-audit', '--no-fund');
  if (!existsSync(`${PEER}/dist/index.html`)) npm('run', '--silent', 'build');
  return `${PEER}/dist`;
}

function npm(...words: string[]): void {
  const { status } = spawnSync('npm', words, { cwd: PEER, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm ${words[0]} of the peer failed.`);
}
