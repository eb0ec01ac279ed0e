import type * as z from 'zod';
import { waitForSignIn } from './reauthentication.ts';
import { type Answer, NoAnswerError, type Request, send } from './send.ts';

/** What a request says beside its method. */
type Options = Omit<Request, 'method' | 'body'> & {
  /** A 401 is an answer to this request, not a reason to ask for signing in again. */
  mayBeSignedOut?: boolean;
};

/** Every request of the console goes through here: same origin, session by cookie. All throw what `ask` does. */
export const http = {
  get: (path: string, options?: Options) => ask(path, { ...options, method: 'GET' }),
  post: (path: string, body?: unknown, options?: Options) => ask(path, { ...options, method: 'POST', body }),
  put: (path: string, body: unknown, options?: Options) => ask(path, { ...options, method: 'PUT', body }),
  delete: (path: string, options?: Options) => ask(path, { ...options, method: 'DELETE' }),
};

/** An answer that says no: its status is none of success. */
export class RefusedError extends Error {
  override name = 'RefusedError';
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`Answered with status ${answer.status}`);
    this.answer = answer;
  }
}

/** Whether a request was answered with this status. */
export function isRefusedWith(status: number, error: unknown): boolean {
  return error instanceof RefusedError && error.answer.status === status;
}

/** @throws RefusedError for a status that is none of success, NoAnswerError when nothing came. */
async function ask(path: string, request: Request & Options): Promise<Answer> {
  const answer = await send(path, request);
  if (answer.status >= 200 && answer.status < 300) return answer;
  if (answer.status !== 401 || request.mayBeSignedOut) throw new RefusedError(answer);
  // A 401 did nothing on the server, so it is safe to ask for signing in and then send the very same request again.
  await waitForSignIn();
  return ask(path, { ...request, mayBeSignedOut: true });
}

/** A 200 whose body is not what was agreed. */
export class UnreadableAnswerError extends Error {
  override name = 'UnreadableAnswerError';
}

/** Statuses of a proxy that lost, or did not wait for, the answer of what stands behind it. */
const LOST_BEHIND_A_PROXY: ReadonlySet<number> = new Set([502, 504]);

/** Whether a request that failed may have been carried out all the same. */
export function mayHaveActed(error: unknown): boolean {
  if (error instanceof RefusedError) return LOST_BEHIND_A_PROXY.has(error.answer.status);
  return error instanceof NoAnswerError || error instanceof UnreadableAnswerError;
}

/**
 * Reads an answer's body by its schema.
 *
 * @throws UnreadableAnswerError when it is something else: an HTML page of a proxy, say.
 */
export function parseAnswer<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new UnreadableAnswerError(parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
}
