import { ErrorBody } from '../../../core/contract/errors.ts';
import { readText } from './read-json.ts';
import type { UpstreamAnswer } from './upstream.ts';
import { UpstreamError } from './upstream-error.ts';

/** The remote registry refused, by an error of its own: clients get it as it came. */
export class UpstreamRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Errors are short. In bytes. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * Requires a status of success (2xx).
 *
 * @throws UpstreamRefusal for any other that has an error as its body, UpstreamError 0010 (no usable answer) for one
 *   that has none.
 */
export async function requireSuccess(answer: UpstreamAnswer): Promise<UpstreamAnswer> {
  const { statusCode: status } = answer;
  if (status >= 200 && status < 300) return answer;
  const error = ErrorBody.safeParse(parseOrNothing(await readText(answer, MAX_BODY_BYTES)));
  if (error.success) throw new UpstreamRefusal(status, error.data.error_code, error.data.error_msg);
  throw new UpstreamError('Coppice.0010', `The remote registry answered with status ${status}.`);
}

/** JSON, or undefined where it is none. */
export function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
