import { ERROR_CATALOGUE, type ErrorCode } from '../core/contract/errors.ts';

/** A request that is answered with an error: the code decides the HTTP status, the message is for a person. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
    this.status = ERROR_CATALOGUE[code].status;
  }
}
