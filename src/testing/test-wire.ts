import type { AxiosHeaders } from 'axios';

/** A request as the gateway gets it, or makes it of the registry. */
export type TestRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: AxiosHeaders;
  body: unknown;
};

/** What is answered; `lost` is a connection that breaks without an answer. */
export type TestAnswer = { status: number; body: unknown; headers?: Record<string, string> } | 'lost';
