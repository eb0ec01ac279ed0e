import axios, { isAxiosError } from 'axios';
import { BASE } from '../prefetch/base.ts';

/** How long a read may take; what a remote registry may have to answer has other limits (timeouts.ts). In ms. */
const READ_TIMEOUT_MS = 30_000;

/** Bodies are kept as they come, and every status is an answer: what they mean is for others to say. */
export const wire = axios.create({
  baseURL: BASE,
  timeout: READ_TIMEOUT_MS,
  responseType: 'text',
  // What is said several times is said by the same name.
  paramsSerializer: { indexes: null },
  transformResponse: (text: string) => text,
  validateStatus: () => true,
});

const TIMEOUTS: ReadonlySet<string> = new Set(['ECONNABORTED', 'ETIMEDOUT']);

/** Whether a request failed because it took too long. */
export function isTimeout(error: unknown): boolean {
  return isAxiosError(error) && TIMEOUTS.has(error.code ?? '');
}
