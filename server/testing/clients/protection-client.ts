import { FoundProtections, type ProtectionSubject } from '../../../core/console-api/models/protections.ts';
import { Protection } from '../../../core/deletion/protection.ts';
import type { TestGateway, TestProject, TestUser } from '../setup/start-gateway.ts';

/** Protects in a project, and lifts it, as one of its users. */
export function protectionClient(
  at: { gateway: TestGateway; project: TestProject },
  user: TestUser = at.project.operator,
) {
  const ask = (method: string, path = '', body?: unknown) =>
    at.gateway.http(method, `/api/protections${path}`, {
      token: user.token,
      ...(body !== undefined && { body }),
    });
  return {
    ask,
    protect: async (of: ProtectionSubject, note = 'golden', until: number | null = null) =>
      Protection.parse((await ask('PUT', '', { ...of, note, until })).body),
    lift: async (of: Record<string, string>) =>
      (await ask('DELETE', `?${new URLSearchParams(of).toString()}`)).status,
    find: async (...names: string[]) =>
      FoundProtections.parse((await ask('POST', '/find', { names })).body).protections,
  };
}
