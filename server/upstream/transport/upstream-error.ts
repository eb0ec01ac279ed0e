import { ApiError } from '../../errors.ts';

/** The remote registry gave no answer that can be used; the code says whether anything was sent. */
export class UpstreamError extends ApiError {}

/** Nothing was sent. */
export function notSent(why: string): UpstreamError {
  return new UpstreamError('Coppice.0012', `Nothing was sent to the remote registry: ${why}.`);
}

/** What a failed request says of the remote registry, in words that hold no secret. */
export function noAnswer(error: unknown): UpstreamError {
  const { code = 'unknown', syscall = '' } = causeOf(error);
  if (CONNECTING.test(syscall) || code === 'UND_ERR_CONNECT_TIMEOUT') {
    return notSent(`it cannot be reached (${code})`);
  }
  if (DISTRUSTED.test(code)) return notSent(`its certificate is not valid (${code})`);
  if (LATE.test(code)) {
    return new UpstreamError('Coppice.0011', `The remote registry did not answer in time (${code}).`);
  }
  return new UpstreamError('Coppice.0010', `The remote registry gave no answer (${code}).`);
}

/** What fails in these has not begun to send. Source: Node.js, SystemError. */
const CONNECTING = /^(connect|getaddrinfo)$/;

/**
 * What keeps a connection from being opened; an `ERR_SSL_` may come at any time later as well. Source: Node.js, TLS,
 * X.509 certificate error codes.
 */
const DISTRUSTED = /^(?!ERR_SSL_).*CERT|SELF_SIGNED|^UNABLE_TO_|^HOSTNAME_MISMATCH$/;

/** Source: undici, errors. */
const LATE = /^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT|TimeoutError)$/;

type Cause = { code?: string; syscall?: string };

/** What an error or its cause says of itself; where a name has several addresses, that of the first of them. */
function causeOf(error: unknown): Cause {
  if (!(error instanceof Error)) return {};
  if (error instanceof AggregateError) return causeOf(error.errors[0]);
  if (error.name === 'TimeoutError') return { code: error.name };
  if (!('code' in error) || typeof error.code !== 'string') return causeOf(error.cause);
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? { syscall: error.syscall } : {};
  return { code: error.code, ...syscall };
}
