import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ErrorCode } from '../../core/contract/errors.ts';
import { ApiError } from '../errors.ts';
import { tellRequestId } from '../observability/request-id.ts';
import { UpstreamRefusal } from '../upstream/transport/upstream-refusal.ts';

/** An error as it is answered. */
type Refusal = { status: number; code: string; message: string };

/** Answers any error in the words of the surface that was asked. Never tells more of a failure than that it happened. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalFor(error, request);
  if (refusal.status >= 500) request.log.error({ err: error }, 'The request failed');
  sendRefusal(refusal, request, reply);
}

/** Answers a request for something that is not there. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const message = `There is no ${request.method} ${pathOf(request)}.`;
  sendRefusal({ status: 404, code: 'Coppice.0006', message }, request, reply);
}

function sendRefusal({ status, code, message }: Refusal, request: FastifyRequest, reply: FastifyReply): void {
  // An address that cannot be read gets here without having passed a hook.
  tellRequestId(request, reply);
  reply.code(status).type('application/json; charset=utf-8').serializer(JSON.stringify);
  // IAM has its own form of error; throttling is done by the API gateway in front of it. Source: contract.md.
  const isIam = surfaceOf(request) === 'iam' && code !== 'APIG.0308';
  reply.send(
    isIam
      ? { error: { code: status, message, title: STATUS_CODES[status] } }
      : { error_code: code, error_msg: message },
  );
}

function refusalFor(error: unknown, request: FastifyRequest): Refusal {
  if (error instanceof ApiError || error instanceof UpstreamRefusal) return error;
  const isConsole = surfaceOf(request) === 'console';
  if (hasZodFastifySchemaValidationErrors(error)) {
    return {
      status: 400,
      code: isConsole ? 'Coppice.0005' : validationCode(error),
      message: listIssues(error),
    };
  }
  if (isFastifyError(error) && error.statusCode !== undefined && error.statusCode < 500) {
    const code = isConsole ? 'Coppice.0005' : 'ModelArts.0101';
    return { status: Math.max(400, error.statusCode), code, message: error.message };
  }
  const code = isConsole ? 'Coppice.0008' : 'ModelArts.0010';
  return { status: 500, code, message: 'The gateway failed. Try again; if it fails again, look in its log.' };
}

type Issue = { keyword: string; instancePath: string; message?: string | undefined };
type InvalidInput = { validation: readonly Issue[]; validationContext?: string | undefined };

/** A bad value of a parameter has a code of its own; everything else is a bad argument. */
function validationCode({ validation, validationContext }: InvalidInput): ErrorCode {
  const isBadValue = validation.some((issue) => issue.keyword !== 'unrecognized_keys');
  return validationContext === 'querystring' && isBadValue ? 'ModelArts.0107' : 'ModelArts.0101';
}

/** Names every field that is wrong: `body: auth.scope: Invalid input`. */
function listIssues({ validation, validationContext = 'request' }: InvalidInput): string {
  const place = validationContext === 'querystring' ? 'query' : validationContext;
  const issues = validation.map(({ instancePath, message = 'is wrong' }) => {
    const field = instancePath.slice(1).replaceAll('/', '.');
    return field === '' ? message : `${field}: ${message}`;
  });
  return `${place}: ${issues.join('; ')}`;
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}

type Surface = 'modelarts' | 'iam' | 'console';

function surfaceOf(request: FastifyRequest): Surface {
  if (request.url.startsWith('/v1/')) return 'modelarts';
  return request.url.startsWith('/v3/') ? 'iam' : 'console';
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? request.url;
}
