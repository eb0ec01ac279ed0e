import axios, { type InternalAxiosRequestConfig, isAxiosError } from 'axios';
import type * as z from 'zod';
import { waitForSignIn } from './sign-in-again.ts';

declare module 'axios' {
  interface AxiosRequestConfig {
    /** A 401 is an answer to this request, not a reason to ask for signing in again. */
    mayBeSignedOut?: boolean;
  }
}

/** How long a read may take; a deletion has its own limit. In ms. */
const READ_TIMEOUT = 30_000;

/** Every request of the console goes through here: same origin, session by cookie. */
export const http = axios.create({ timeout: READ_TIMEOUT });

// A 401 did nothing on the server, so it is safe to ask for signing in and then send the very same request again.
http.interceptors.response.use(undefined, async (error: unknown) => {
  const config = expiredRequest(error);
  if (!config) throw error;
  await waitForSignIn();
  return http.request({ ...config, mayBeSignedOut: true });
});

function expiredRequest(error: unknown): InternalAxiosRequestConfig | undefined {
  if (!isAxiosError(error) || error.response?.status !== 401) return undefined;
  return error.config?.mayBeSignedOut ? undefined : error.config;
}

/** A 200 whose body is not what was agreed. */
export class UnreadableAnswerError extends Error {
  override name = 'UnreadableAnswerError';
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
