import type { onRequestAsyncHookHandler, preValidationAsyncHookHandler } from 'fastify';
import { ApiError } from '../../errors.ts';
import { whyUnstorable } from '../../store/unstorable.ts';

/** Refuses an address with a NUL character. */
export const refuseUnstorableUrl: onRequestAsyncHookHandler = async (request) => {
  if (request.url.includes('%00')) refuse(request.url, 'The address holds a NUL character.');
};

/** Refuses a body that PostgreSQL could not store; one that is not parsed is only passed on. */
export const refuseUnstorableBody: preValidationAsyncHookHandler = async (request) => {
  if (Buffer.isBuffer(request.body)) return;
  const reason = whyUnstorable(request.body);
  if (reason !== undefined) refuse(request.url, `The body ${reason}.`);
};

function refuse(url: string, message: string): never {
  throw new ApiError(url.startsWith('/api/') ? 'Coppice.0005' : 'ModelArts.0101', message);
}
