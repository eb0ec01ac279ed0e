import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process of something bare that a gateway is compared to. */
export type Bare = { pid: number; url: string; end: () => Promise<void> };

/** Starts a program that prints its address once it is ready. */
export async function startBare(program: string, ...given: string[]): Promise<Bare> {
  const child = spawn(process.execPath, [program, ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [url] = await once(lines, 'line');
  const end = async () => {
    const exited = once(child, 'exit');
    child.kill();
    await exited;
  };
  return { pid: Number(child.pid), url: String(url), end };
}
