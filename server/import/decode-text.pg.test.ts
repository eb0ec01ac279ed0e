import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, size: number): Promise<string> {
  let text = '';
  for await (const piece of decodeText(inPieces(bytes, size))) text += piece;
  return text;
}

const ENCODERS = {
  'UTF-8': (text: string) => Buffer.from(text),
  'UTF-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`),
  'UTF-16 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16 without': (text: string) => Buffer.from(text, 'utf16le'),
  'UTF-16 the other way round': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
};

it.each(Object.entries(ENCODERS))('reads %s, however it is cut', async (_, encode) => {
  const text = fc.string({ unit: 'grapheme' }).map((inner) => `["${inner}"]`);
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 2, max: 9 }), async (json, size) => {
      fc.pre(json.isWellFormed());
      expect(await read(encode(json), size)).toBe(json);
    }),
  );
});

it('says of other bytes what they should be', async () => {
  await expect(read(Buffer.from([0x5b, 0x22, 0xe9, 0x22, 0x5d]), 2)).rejects.toThrow(
    'The file is not UTF-8 text. Save it as UTF-8',
  );
});
