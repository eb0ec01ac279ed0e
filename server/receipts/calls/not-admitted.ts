import { NOT_ADMITTED } from '../../../core/contract/errors.ts';
import { ApiError } from '../../errors.ts';

/** The error of a call that its receipt does not let through. Nothing was deleted by it. */
export function notAdmitted(why: string): ApiError {
  return new ApiError(NOT_ADMITTED, `Nothing was deleted: ${why}.`);
}
