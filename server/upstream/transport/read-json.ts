import { encodingOf } from '../../http/text-encoding.ts';
import { decode } from './decode.ts';
import type { UpstreamAnswer } from './upstream.ts';
import { noAnswer, UpstreamError } from './upstream-error.ts';

/** Many times a page of a thousand models with long descriptions. In bytes. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * The text of an answer's body, without a byte order mark. It may be compressed, though nobody asked for that.
 *
 * @param maxSize in bytes, also of what a compressed body holds.
 * @throws UpstreamError when it is cut off, is longer than that, or has an encoding that cannot be read.
 */
export async function readText({ body, headers }: UpstreamAnswer, maxSize = MAX_BODY_BYTES): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxSize) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw noAnswer(error);
  }
  if (size > maxSize) throw new UpstreamError('Coppice.0010', 'The remote registry answers without end.');
  const bytes = await decode(Buffer.concat(chunks), headers['content-encoding'], maxSize);
  // The decoder leaves the byte order mark out.
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/**
 * The JSON of an answer's body.
 *
 * @throws as `readText`, and UpstreamError 0010 (no usable answer) when it is no JSON: the page of a proxy, say.
 */
export async function readJson(answer: UpstreamAnswer): Promise<unknown> {
  const text = await readText(answer);
  try {
    return JSON.parse(text);
  } catch {
    const about = `status ${answer.statusCode}, ${Buffer.byteLength(text)} bytes`;
    throw new UpstreamError('Coppice.0010', `The remote registry answered with what is no JSON (${about}).`);
  }
}
