import { TextDecoder } from 'node:util';
import { encodingOf } from '../http/text-encoding.ts';

/** The file is no text that can be read; the message says what it should be. */
export class NotText extends Error {}

/**
 * A file's bytes as text: UTF-8, or UTF-16 as PowerShell and Excel write it, which its first bytes tell. A mark at the
 * beginning (BOM) is no part of the text.
 *
 * @throws NotText where the bytes are neither.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let encoding = '';
  try {
    for await (const chunk of chunks) {
      encoding ||= encodingOf(chunk);
      decoder ??= new TextDecoder(encoding, { fatal: true });
      yield decoder.decode(chunk, { stream: true });
    }
    if (decoder) yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new NotText(
      `The file is not ${encoding.toUpperCase()} text. Save it as UTF-8, and import it again.`,
      {
        cause: error,
      },
    );
  }
}
