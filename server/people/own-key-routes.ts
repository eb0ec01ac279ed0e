import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { MadeKey, OwnKeys, OwnPasswordBody, PeopleChange } from '../../core/console-api/access/people.ts';
import { noteActivities } from '../activity/note-activity.ts';
import { ApiError } from '../errors.ts';
import { callerOf } from '../iam/caller.ts';
import { findUser } from '../iam/find-user.ts';
import type { LastUses } from '../iam/last-uses.ts';
import { verifyPassword } from '../iam/sign-in/passwords.ts';
import { MAX_SIGN_IN_BYTES } from '../iam/sign-in/sign-in.ts';
import type { SignInThrottle } from '../iam/sign-in/sign-in-throttle.ts';
import { setOwnPassword } from '../iam/users/own-sessions.ts';
import { hashFor } from '../iam/users/set-password.ts';
import type { Store } from '../store/schema.ts';
import { told } from './actor.ts';
import { makeKey, removeKey } from './change-keys.ts';
import { listOwnKeys } from './own-access.ts';

const KeyParams = z.object({ access_key: z.string().min(1).max(64) });

/**
 * One's own access keys and password, for everybody of a registry with people of its own.
 *
 * @param within `secret`: 32 bytes that secret keys are sealed under; `throttle`: that of sign-ins, as a password is tried
 *   here too.
 */
export function ownKeyRoutes({
  store,
  secret,
  throttle,
  uses,
}: {
  store: Store;
  uses: LastUses;
  secret: Buffer;
  throttle: SignInThrottle;
}): FastifyPluginAsyncZod {
  return async (app) => {
    const listSchema = { summary: "List one's own access keys", response: { 200: OwnKeys } };
    app.get('/api/me/keys', { schema: listSchema }, async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { user_id } = callerOf(request, 'coppice:access:own');
      await uses.flush();
      return { keys: await listOwnKeys(store, user_id) };
    });

    const makeSchema = { summary: 'Make an access key for oneself', response: { 201: MadeKey } };
    app.post('/api/me/keys', { schema: makeSchema }, async (request, reply) => {
      const caller = callerOf(request, 'coppice:access:own');
      reply.header('cache-control', 'no-store').code(201);
      return makeKey({ store, actor: caller }, secret, caller);
    });

    const removeSchema = {
      summary: "Remove one of one's own access keys",
      params: KeyParams,
      response: { 204: z.null() },
    };
    app.delete('/api/me/keys/:access_key', { schema: removeSchema }, async (request, reply) => {
      const caller = callerOf(request, 'coppice:access:own');
      if (!(await removeKey({ store, actor: caller }, caller, request.params.access_key))) {
        throw new ApiError('Coppice.0006', 'You have no such access key.');
      }
      return reply.code(204).send(null);
    });

    const passwordSchema = {
      summary: "Change one's own password",
      body: OwnPasswordBody,
      response: { 200: PeopleChange },
    };
    app.put(
      '/api/me/password',
      { bodyLimit: MAX_SIGN_IN_BYTES, schema: passwordSchema },
      async (request, reply) => {
        const caller = callerOf(request, 'coppice:access:own');
        const { user_id, user_name } = caller;
        const { old_password, password } = request.body;
        await throttle.admit(request, reply, user_name, 'Coppice.0004');
        const found = await findUser(store, { user_id });
        if (!(await verifyPassword(old_password, found?.password_hash))) {
          throw new ApiError('Coppice.0022', 'The old password is wrong.');
        }
        await throttle.forgive(request, user_name);
        const hash = await hashFor(store, user_id, password);
        const ended = await store.transaction().execute(async (trx) => {
          const done = await setOwnPassword(trx, caller, hash);
          if (done)
            await noteActivities(trx, [{ ...told({ actor: caller }, caller), kind: 'user-password-set' }]);
          return done;
        });
        return { sessions: 0, tokens: 0, keys: 0, ...ended, abandoned: [] };
      },
    );
  };
}
