import { createInterface } from 'node:readline/promises';
import type { WriteStream } from 'node:tty';

/** Where nobody says how wide it is. */
const USUAL_COLUMNS = 80;

/** How many columns what is written has. */
export function columnsOf(stream: NodeJS.WriteStream & Partial<Pick<WriteStream, 'columns'>>): number {
  return Math.max(40, stream.columns || USUAL_COLUMNS);
}

/** Whether there is somebody to be asked. */
export function isInteractive(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** What somebody types at the terminal; undefined when they press Ctrl+C or end the input. */
export async function askAtTerminal(question: string): Promise<string | undefined> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<undefined>((resolve) => {
    terminal.once('SIGINT', () => resolve(undefined));
    terminal.once('close', () => resolve(undefined));
  });
  try {
    return await Promise.race([terminal.question(question), ended]);
  } finally {
    terminal.close();
  }
}

/** A line of what goes on: at a terminal each takes the place of the one before, elsewhere each stands below it. */
export function progressLine() {
  const isLive = process.stderr.isTTY === true;
  let last = '';
  return {
    say(words: string) {
      if (words === last) return;
      last = words;
      process.stderr.write(isLive ? `\r\x1b[2K${words}` : `${words}\n`);
    },
    /** What is said next begins on a line of its own. */
    end() {
      if (isLive && last !== '') process.stderr.write('\n');
      last = '';
    },
  };
}
