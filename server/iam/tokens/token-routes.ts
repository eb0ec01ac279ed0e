import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { TokenRequest } from '../../../core/contract/iam.ts';
import { ApiError } from '../../errors.ts';
import { ownAddress } from '../../http/own-address.ts';
import type { Store } from '../../store/schema.ts';
import { admit, methodsOf } from '../admit.ts';
import { findUser } from '../find-user.ts';
import type { Authenticator } from '../sign-in/authenticator.ts';
import {
  type Credentials,
  MAX_SIGN_IN_BYTES,
  type ReferredCredentials,
  type SignedIn,
} from '../sign-in/sign-in.ts';
import type { SignInThrottle } from '../sign-in/sign-in-throttle.ts';
import { credentialsOf } from './credentials-of.ts';
import { subjectOf } from './subject-token.ts';
import { tokenBody } from './token-body.ts';
import { revokeToken } from './tokens.ts';

/** IAM's `/v3/auth/tokens`: issues, validates and revokes tokens. Source: contract.md, IAM. */
export function tokenRoutes(
  store: Store,
  authenticator: Authenticator,
  throttle: SignInThrottle,
): FastifyPluginAsyncZod {
  return async (app) => {
    const signInOptions = { bodyLimit: MAX_SIGN_IN_BYTES, schema: { body: TokenRequest } };
    app.post('/v3/auth/tokens', signInOptions, async (request, reply) => {
      const person = await identify(request, reply, credentialsOf(request.body));
      const issued = person && (await admit(store, person, 'api'));
      if (!issued) throw new ApiError('ModelArts.0203', WRONG);

      const { token, ...times } = issued;
      reply.code(201).header('x-subject-token', token).header('cache-control', 'no-store');
      return tokenBody({ ...person, ...times, methods: methodsOf(person.basis) }, ownAddress(request));
    });

    app.get('/v3/auth/tokens', async (request, reply) => {
      const { token, ...facts } = await subjectOf(store, request);
      reply.header('x-subject-token', token).header('cache-control', 'no-store');
      return tokenBody(facts, ownAddress(request));
    });

    app.delete('/v3/auth/tokens', async (request, reply) => {
      const { token } = await subjectOf(store, request);
      await revokeToken(store, token);
      return reply.code(204).send();
    });
  };

  /** Passwords are rate-limited, as they can be guessed; tokens need not be. */
  async function identify(
    request: FastifyRequest,
    reply: FastifyReply,
    credentials: Exclude<Credentials, { access_key: string }>,
  ): Promise<SignedIn | undefined> {
    if ('token' in credentials) return authenticator.identify(credentials);
    const name = await nameOf(credentials);
    await throttle.admit(request, reply, name, 'APIG.0308');
    const person = await authenticator.identify(credentials);
    if (person) await throttle.forgive(request, name);
    return person;
  }

  /** The user's name, so that tries count together whether a user is given by name or id. */
  async function nameOf(credentials: ReferredCredentials): Promise<string> {
    if ('user' in credentials) return credentials.user;
    return (await findUser(store, credentials))?.user_name ?? credentials.user_id;
  }
}

const WRONG = 'The request you have made requires authentication.';
