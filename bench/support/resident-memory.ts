import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How much memory a process has in RAM now (its resident set), in MB of 10^6 bytes. On Linux and macOS. */
export function residentMemory(pid: number): number {
  return (residentKib(pid) * 1024) / 1_000_000;
}

function residentKib(pid: number): number {
  if (process.platform !== 'linux') {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  }
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
