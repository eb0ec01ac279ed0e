import * as z from 'zod';
import { Word } from './errors.ts';

/** The API deletes at most 20 models per call; the excess is named nowhere. Source: contract.md, Delete. */
export const MAX_DELETIONS_PER_CALL = 20;

/** Query of `DELETE /v1/{project_id}/models/{model_id}`. */
export const DeleteModelQuery = z.strictObject({
  cascade: z
    .enum(['true', 'false'])
    .default('false')
    .transform((word) => word === 'true'),
});

/** Why one model of a call was not deleted. */
export type Refusal = { model_id: string; error_code: string; error_msg: string };

/** What the registry writes: both lists, always. */
export type DeleteAnswer = { delete_success_list: string[]; delete_failed_list: Refusal[] };

const RefusalAsRead = z
  .looseObject({
    // No number is read as an id: large ones lose their last digits on the way, and would name another model.
    model_id: z.string().min(1),
    error_code: Word.catch(''),
    error_msg: Word.optional().catch(undefined),
    error_message: Word.optional().catch(undefined),
  })
  .transform(
    ({ model_id, error_code, error_msg, error_message }): Refusal => ({
      model_id,
      error_code,
      // An older edition of the API calls the message error_message. Source: contract.md, Delete.
      error_msg: error_msg ?? error_message ?? '',
    }),
  );

/**
 * What the console reads: either list may be missing or null. An object with neither list is no answer to a
 * deletion, so it does not parse.
 */
export const DeleteAnswerAsRead = z
  .looseObject({
    delete_success_list: z.array(z.string().min(1)).nullish(),
    delete_failed_list: z.array(RefusalAsRead).nullish(),
  })
  .refine((body) => 'delete_success_list' in body || 'delete_failed_list' in body)
  .transform(
    (body): DeleteAnswer => ({
      delete_success_list: body.delete_success_list ?? [],
      delete_failed_list: body.delete_failed_list ?? [],
    }),
  );
