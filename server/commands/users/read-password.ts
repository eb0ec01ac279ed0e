import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { UsageError } from '../../config.ts';

/** As the contract's sign-in takes it. */
const MAX_LENGTH = 256;

/**
 * A new password: from standard input when it is not a terminal or when asked to, else from COPPICE_PASSWORD, else
 * typed twice without being shown.
 *
 * @throws UsageError when it is empty, too long, or not the same twice.
 */
export async function readPassword(user: string, fromStdin: boolean): Promise<string> {
  const password = await givenPassword(user, fromStdin);
  if (password === '') throw new UsageError('The password is empty.');
  if (password.length > MAX_LENGTH)
    throw new UsageError(`The password is longer than ${MAX_LENGTH} characters.`);
  return password;
}

async function givenPassword(user: string, fromStdin: boolean): Promise<string> {
  const { COPPICE_PASSWORD } = process.env;
  if (!fromStdin && COPPICE_PASSWORD) return COPPICE_PASSWORD;
  if (fromStdin || !process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '');
  const password = await ask(`Password for ${user}: `);
  if ((await ask('The same again: ')) !== password) throw new UsageError('The two passwords differ.');
  return password;
}

async function ask(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stdout.write(question);
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stdout.write('\n');
  }
}
