import { ApiError } from '../../errors.ts';

/** The remote registry gave no answer that can be used; `Coppice.0012` (`NOT_SENT`) says that nothing was sent. */
export class UpstreamError extends ApiError {}

/** Nothing was sent (`Coppice.0012`); `why` goes into a sentence. */
export function notSent(why: string): UpstreamError {
  return new UpstreamError('Coppice.0012', `Nothing was sent to the remote registry: ${why}.`);
}

/** A failed request as an UpstreamError, whose message holds no secret: not sent, timed out, or without an answer. */
export function noAnswer(error: unknown): UpstreamError {
  const { code = 'unknown', syscall = '' } = causeOf(error);
  if (CONNECTING.test(syscall) || code === 'UND_ERR_CONNECT_TIMEOUT') {
    return notSent(`it cannot be reached (${code})`);
  }
  if (UNTRUSTED.test(code)) return notSent(`its certificate is not valid (${code})`);
  if (TIMED_OUT.test(code)) {
    return new UpstreamError('Coppice.0011', `The remote registry did not answer in time (${code}).`);
  }
  return new UpstreamError('Coppice.0010', `The remote registry gave no answer (${code}).`);
}

/** System calls before anything is sent. Source: Node.js, SystemError. */
const CONNECTING = /^(connect|getaddrinfo)$/;

/**
 * Errors of certificates, which keep a connection from being opened; an `ERR_SSL_` may come at any time later as well. Source: Node.js, TLS,
 * X.509 certificate error codes.
 */
export const UNTRUSTED = /^(?!ERR_SSL_).*CERT|SELF_SIGNED|^UNABLE_TO_|^HOSTNAME_MISMATCH$/;

/** Source: undici, errors. */
export const TIMED_OUT = /^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT|TimeoutError)$/;

type Cause = { code?: string; syscall?: string };

/** What an error or its cause says of itself; where a name has several addresses, that of the first of them. */
export function causeOf(error: unknown): Cause {
  if (!(error instanceof Error)) return {};
  if (error instanceof AggregateError) return causeOf(error.errors[0]);
  if (error.name === 'TimeoutError') return { code: error.name };
  if (!('code' in error) || typeof error.code !== 'string') return causeOf(error.cause);
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? { syscall: error.syscall } : {};
  return { code: error.code, ...syscall };
}
