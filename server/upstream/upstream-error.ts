import { ApiError } from '../errors.ts';

/** The remote registry gave no answer that can be used; the code says whether anything was sent. */
export class UpstreamError extends ApiError {}

/** Nothing was sent. */
export function notSent(why: string): UpstreamError {
  return new UpstreamError('Coppice.0012', `Nothing was sent to the remote registry: ${why}.`);
}

/** What a failed request says of the remote registry, in words that hold no secret. */
export function noAnswer(error: unknown): UpstreamError {
  const code = codeOf(error);
  if (code !== undefined && UNREACHED.test(code)) return notSent(`it cannot be reached (${code})`);
  if (code !== undefined && DISTRUSTED.test(code)) return notSent(`its certificate is not valid (${code})`);
  if (code !== undefined && LATE.test(code)) {
    return new UpstreamError('Coppice.0011', `The remote registry did not answer in time (${code}).`);
  }
  return new UpstreamError('Coppice.0010', `The remote registry gave no answer (${code ?? 'unknown'}).`);
}

/** No connection came about. Source: Node.js, common system errors; undici, errors. */
const UNREACHED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

/** Source: Node.js, TLS, X.509 certificate error codes. */
const DISTRUSTED = /CERT|SELF_SIGNED|^UNABLE_TO_|^ERR_TLS_|^HOSTNAME_MISMATCH$|^ERR_SSL_/;

const LATE = /^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT)$|TimeoutError/;

/** The code of an error or of what caused it; where a name has several addresses, of the first of them. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.name === 'TimeoutError') return error.name;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
