import type { Role } from '../../../core/contract/roles.ts';
import { catalogAt } from './catalog.ts';

type Named = { id: string; name: string };

/** What the body of a token says; times in ms since the epoch. */
type TokenFacts = {
  issued_at: number;
  expires_at: number;
  methods: readonly string[];
  user: Named;
  account: Named;
  project: (Named & { role: Role }) | null;
};

/**
 * The body of Keystone's token responses. Source: contract.md, IAM.
 *
 * @param address of this gateway, as the caller used it.
 */
export function tokenBody(facts: TokenFacts, address: string) {
  const { issued_at, expires_at, methods, user, account, project } = facts;
  return {
    token: {
      issued_at: new Date(issued_at).toISOString(),
      expires_at: new Date(expires_at).toISOString(),
      methods,
      user: { ...user, domain: account },
      ...(project && {
        project: { id: project.id, name: project.name, domain: account },
        roles: [{ id: project.role, name: project.role }],
      }),
      catalog: catalogAt(address, project),
    },
  };
}
