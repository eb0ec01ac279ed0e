import { ERROR_CATALOGUE, type ErrorCode } from '../core/contract/errors.ts';

/**
 * An error that is answered to the client: the code (core/contract/errors.ts) decides the HTTP status, the message is for a
 * person. The error handler writes it as `{ error_code, error_msg }`.
 *
 * @example
 * throw new ApiError(NO_SUCH_MODEL, `There is no model ${model_id}.`);
 */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
    this.status = ERROR_CATALOGUE[code].status;
  }
}
