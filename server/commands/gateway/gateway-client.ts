import type * as z from 'zod';
import { hashBody, signRequest } from '../../iam/signature/signature.ts';
import { VERSION } from '../../version.ts';
import { Failure } from '../failure.ts';
import type { GatewaySettings } from './gateway-settings.ts';
import { notOfAGateway, parseJson, type RawAnswer, refusalOf, unreachable } from './gateway-trouble.ts';

/** What is asked of a gateway: path and query from its address on, and a body that goes as JSON. */
type GatewayRequest = {
  method: 'GET' | 'POST';
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** The answer is JSON line by line: what comes is a list of them. */
  hasLines?: boolean;
};

/** Asks a gateway; what comes is what the schema says, or the request fails. */
export type AskGateway = <T>(request: GatewayRequest, answer: z.ZodType<T>) => Promise<T>;

/** A remote registry far away, that lists thousands of versions, takes its time. */
const TIMEOUT_MS = 120_000;

/**
 * Asks a gateway as somebody.
 *
 * @param projectId goes with signed requests, whose project nothing else says; undefined before it is known.
 * @throws GatewayRefusal for an answer that says no, NoAnswer for none, Failure for one that cannot be understood.
 */
export function gatewayClient(settings: GatewaySettings, projectId?: string): AskGateway {
  return async (request, schema) => {
    const answer = await send(settings, request, projectId);
    const foreign = notOfAGateway(settings, answer);
    if (foreign) throw foreign;
    if (answer.status >= 400) throw refusalOf(settings, answer);
    const parsed = schema.safeParse(answer.status === 204 ? null : bodyOf(answer.text, request));
    if (parsed.success) return parsed.data;
    throw new Failure(
      `The answer of ${settings.gateway} to ${request.method} ${request.path} cannot be understood. Is it a Coppice of the same version (${VERSION})?`,
    );
  };
}

function bodyOf(text: string, { hasLines = false }: GatewayRequest): unknown {
  return hasLines ? text.trim().split('\n').map(parseJson) : parseJson(text);
}

async function send(
  settings: GatewaySettings,
  { method, path, query, body, headers: more }: GatewayRequest,
  projectId: string | undefined,
): Promise<RawAnswer> {
  const url = new URL(settings.gateway + path);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    host: url.host,
    'user-agent': `coppice/${VERSION}`,
    ...(text !== undefined && { 'content-type': 'application/json' }),
    ...(projectId !== undefined && 'key' in settings.credentials && { 'x-project-id': projectId }),
    ...more,
  };
  const parts = { method, target: url.pathname + url.search, headers, bodyHash: hashBody(text ?? '') };
  const proof =
    'token' in settings.credentials
      ? { 'x-auth-token': settings.credentials.token }
      : signRequest(parts, settings.credentials.key, Date.now());
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...proof },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(text !== undefined && { body: text }),
    });
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      location: response.status >= 300 && response.status < 400 ? response.headers.get('location') : null,
      text: await response.text(),
    };
  } catch (error) {
    throw unreachable(settings, error);
  }
}
