import { z } from 'zod';

/** What a test sends. A plain object is sent as JSON; a string as it is, for bodies that are wrong on purpose. */
type TestRequest = {
  token?: string;
  cookie?: string;
  origin?: string;
  headers?: Record<string, string>;
  body?: unknown;
};

/** What came back; `body` is the parsed JSON, or the text where it is none. */
export type TestResponse = { status: number; headers: Headers; body: unknown };

export type HttpClient = (method: string, path: string, request?: TestRequest) => Promise<TestResponse>;

export function httpClient(url: string): HttpClient {
  return async (method, path, { token, cookie, origin, headers = {}, body } = {}) => {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { 'x-auth-token': token }),
        ...(cookie !== undefined && { cookie }),
        ...(origin !== undefined && { origin }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: parse(await response.text()) };
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const AnyError = z.object({ error_code: z.string(), error_msg: z.string() });

/** The code of an error's body; fails the test when it is not one. */
export function errorCode(response: TestResponse): string {
  return AnyError.parse(response.body).error_code;
}
