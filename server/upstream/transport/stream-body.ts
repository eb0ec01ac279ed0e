import { PassThrough, type Readable } from 'node:stream';
import type { UpstreamAnswer } from './upstream.ts';
import { noAnswer } from './upstream-error.ts';

/** The body of an answer as it comes. Destroying it destroys the answer; it fails with an UpstreamError. */
export function streamBody({ body }: UpstreamAnswer): Readable {
  const stream = new PassThrough();
  body.once('error', (error) => stream.destroy(noAnswer(error)));
  stream.once('close', () => body.destroy());
  return body.pipe(stream);
}
