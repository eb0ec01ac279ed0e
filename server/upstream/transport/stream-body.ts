import { PassThrough, type Readable } from 'node:stream';
import type { UpstreamAnswer } from './upstream.ts';
import { noAnswer } from './upstream-error.ts';

/** The body of an answer as it comes. Whoever lets go of it lets go of the answer; what breaks it off is an UpstreamError. */
export function streamBody({ body }: UpstreamAnswer): Readable {
  const relayed = new PassThrough();
  body.once('error', (error) => relayed.destroy(noAnswer(error)));
  relayed.once('close', () => body.destroy());
  return body.pipe(relayed);
}
