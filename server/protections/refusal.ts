import { PROTECTED } from '../../core/contract/errors.ts';
import type { Protection } from '../../core/deletion/protection.ts';
import { ApiError } from '../errors.ts';

/** The error of a call for what is protected: who says so, why, until when, and how it is lifted. Nothing was deleted by it. */
export function protectedBy({ model_name, model_version, user_name, note, until }: Protection): ApiError {
  const what = model_version === '' ? `every version of ${model_name}` : `${model_name} ${model_version}`;
  const end = until === null ? '' : ` until ${new Date(until).toISOString()}`;
  return new ApiError(
    PROTECTED,
    `Nothing was deleted: ${what} is protected by ${user_name}${end} (“${note}”). Whoever may delete can lift it in the console, or with DELETE /api/protections.`,
  );
}
