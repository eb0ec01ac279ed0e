import { afterAll, beforeAll } from 'vitest';
import { hashSecret } from '../../iam/tokens/tokens.ts';
import { tokenOf } from '../clients/read-answer.ts';
import { startGateway, type TestGateway, type TestProject } from './start-gateway.ts';

/** What a request for a token names, where that is not the operator, by names, for the project. */
export type TokenRequest = {
  account?: string;
  user?: string;
  password?: string;
  scope?: unknown;
  identity?: object;
};

/** By which somebody is known to IAM. */
export const byPassword = (user: object) => ({ methods: ['password'], password: { user } });
export const byToken = (id: string) => ({ methods: ['token'], token: { id } });

/** A gateway with people who ask its IAM for tokens, check and revoke them. */
export function setUpTokens() {
  let gateway: TestGateway;
  let people: TestProject;

  beforeAll(async () => {
    const hosts = [{ name: 'models.example.com', port: undefined, isBelow: false }];
    gateway = await startGateway({ settings: { hosts } });
    people = await gateway.newProject();
  });
  afterAll(() => gateway.close());

  const byName = (name = people.project) => ({ project: { name } });
  const tokenRequest = (given: TokenRequest = {}) => {
    const { account = people.account, user = 'operator', password = user, scope } = given;
    const byNames = byPassword({ name: user, password, domain: { name: account } });
    return { auth: { identity: given.identity ?? byNames, ...(scope !== undefined && { scope }) } };
  };
  const askForToken = (given: TokenRequest = {}) =>
    gateway.http('POST', '/v3/auth/tokens', { body: tokenRequest({ scope: byName(), ...given }) });
  const tokenFor = async (given: TokenRequest = {}) => tokenOf(await askForToken(given));
  const check = (token: string, subject: string, method = 'GET') =>
    gateway.http(method, '/v3/auth/tokens', { token, headers: { 'x-subject-token': subject } });

  return {
    get gateway() {
      return gateway;
    },
    get people() {
      return people;
    },
    byName,
    tokenRequest,
    askForToken,
    tokenFor,
    check,
    revoke: (token: string, subject: string) => check(token, subject, 'DELETE'),
    models: (token: string) => gateway.http('GET', `/v1/${people.project_id}/models`, { token }),
    /** The projects that a token can be had for. */
    listed: (token: string) => gateway.http('GET', '/v3/auth/projects', { token }),
    /** A token that is changed after it was given. */
    spoil: async (change: { expires_at: number }): Promise<string> => {
      const token = await tokenFor();
      const hash = hashSecret(token);
      await gateway.store.updateTable('tokens').set(change).where('token_hash', '=', hash).execute();
      return token;
    },
  };
}
