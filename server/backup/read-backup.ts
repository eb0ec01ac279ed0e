import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { END, Ending, Header, MAX_HEADER_LENGTH, MAX_LINE_LENGTH } from './backup-format.ts';
import { TABLE_NAMES } from './tables.ts';

/** The file is no backup, or not a whole one; the message says which and names it. */
export class NotABackup extends Error {}

/** A backup that was found to be whole. */
export type WholeBackup = { header: Header; rows: number };

/** Some rows of a table, as the text of a JSON array. */
type SomeRows = { table: string; rows: string };

/**
 * Reads a backup to its end, and does nothing with it.
 *
 * @throws NotABackup when it is not as it was written.
 */
export async function checkBackup(path: string): Promise<WholeBackup> {
  const reading = readBackup(path);
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return value;
  }
}

/**
 * Reads a backup, a few rows at a time, and returns once it is known to be whole.
 *
 * @throws NotABackup, possibly after some rows: what was made of them has to be undone.
 */
export async function* readBackup(path: string): AsyncGenerator<SomeRows, WholeBackup> {
  const hash = createHash('sha256');
  let header: Header | undefined;
  let ending: Ending | undefined;
  for await (const line of linesOf(path)) {
    if (ending) throw new NotABackup(`${path} is damaged: there is more after its end.`);
    const [word, json] = header ? partsOf(line) : ['', line];
    if (word === END) {
      ending = parse(Ending, json);
      if (ending?.sha256 !== hash.digest('hex')) throw new NotABackup(`${path} is damaged: ${OTHER_SUM}`);
      continue;
    }
    hash.update(`${line}\n`);
    if (!header) header = readHeader(path, json);
    else if (TABLE_NAMES.includes(word)) yield { table: word, rows: json };
    else throw new NotABackup(`${path} is damaged: it has a line that is of no table.`);
  }
  if (!header || !ending) throw new NotABackup(`${path} is cut off: it has no end.`);
  return { header, rows: ending.rows };
}

const OTHER_SUM = 'its checksum is not that of its contents.';

/** @throws NotABackup when the file is not gzipped, ends too early, or has a line that is too long. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const text = pipeline(createReadStream(path), createGunzip(), () => {}).setEncoding('utf8');
  let rest = '';
  let most = MAX_HEADER_LENGTH;
  try {
    for await (const chunk of text) {
      const [first = '', ...others] = String(chunk).split('\n');
      rest += first;
      for (const next of others) {
        yield rest;
        rest = next;
        most = MAX_LINE_LENGTH;
      }
      // Not read to its end: it may have none.
      if (rest.length > most)
        throw new NotABackup(`${path} is no backup of Coppice: it has a line without end.`);
    }
  } catch (error) {
    const isOfGzip = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    if (!isOfGzip) throw error;
    throw new NotABackup(`${path} is no backup of Coppice, or is damaged: ${error.message}.`);
  }
  if (rest !== '') throw new NotABackup(`${path} is cut off in the middle of a line.`);
}

function partsOf(line: string): [word: string, json: string] {
  const space = line.indexOf(' ');
  return [line.slice(0, space), line.slice(space + 1)];
}

function readHeader(path: string, json: string): Header {
  const header = parse(Header, json);
  if (header) return header;
  throw new NotABackup(`${path} is no backup that this Coppice can read: it does not begin like one.`);
}

function parse<T>(shape: z.ZodType<T>, json: string): T | undefined {
  try {
    return shape.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
