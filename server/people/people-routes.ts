import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  NewPerson,
  PasswordBody,
  People,
  PeopleChange,
  RoleBody,
} from '../../core/console-api/access/people.ts';
import type { LastUses } from '../iam/last-uses.ts';
import { MAX_SIGN_IN_BYTES } from '../iam/sign-in/sign-in.ts';
import type { Ended } from '../iam/users/end-access.ts';
import { hashFor } from '../iam/users/set-password.ts';
import type { Store } from '../store/schema.ts';
import { adminOf, byAdmin, PersonParams } from './by-admin.ts';
import { endPersonSessions, removePerson, setPersonPassword, setPersonRole } from './change-people.ts';
import { findOwnProject } from './find-person.ts';
import { invitePerson } from './invite-person.ts';
import { listPeople } from './list-people.ts';

const CHANGED = { 200: PeopleChange };
const bodyLimit = MAX_SIGN_IN_BYTES;

/** The people of an account, for its administrators. An id of another account is answered like one that is not there. */
export function peopleRoutes(store: Store, uses: LastUses): FastifyPluginAsyncZod {
  return async (app) => {
    const listSchema = { summary: 'List the people of the account', response: { 200: People } };
    app.get('/api/people', { schema: listSchema }, async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { account_id } = adminOf(request);
      await uses.flush();
      return listPeople(store, account_id);
    });

    const addSchema = {
      summary: 'Add somebody to a project',
      body: NewPerson,
      response: { 201: z.object({ user_id: z.string() }) },
    };
    app.post('/api/people', { bodyLimit, schema: addSchema }, async (request, reply) => {
      const user_id = await invitePerson(store, adminOf(request), request.body);
      return reply.code(201).send({ user_id });
    });

    const roleSchema = {
      summary: 'Set what somebody may do in a project',
      params: PersonParams,
      body: RoleBody,
      response: CHANGED,
    };
    app.put('/api/people/:user_id/role', { schema: roleSchema }, async (request) => {
      const { caller, target, changing } = await byAdmin(store, request, request.params.user_id);
      const { project_id, role } = request.body;
      const project = await findOwnProject(store, caller.account_id, project_id);
      return changeOf(await setPersonRole(changing, target, { project, role }));
    });

    const passwordSchema = {
      summary: 'Give somebody another password',
      params: PersonParams,
      body: PasswordBody,
      response: CHANGED,
    };
    app.put('/api/people/:user_id/password', { bodyLimit, schema: passwordSchema }, async (request) => {
      const { target, changing } = await byAdmin(store, request, request.params.user_id);
      const hash = await hashFor(store, target.user_id, request.body.password);
      return changeOf(await setPersonPassword(changing, target, hash));
    });

    const params = PersonParams;
    const removeSchema = { summary: 'Remove somebody', params, response: CHANGED };
    app.delete('/api/people/:user_id', { schema: removeSchema }, async (request) => {
      const { target, changing } = await byAdmin(store, request, request.params.user_id);
      return changeOf(await removePerson(changing, target));
    });

    const endSchema = { summary: 'End what somebody signed in to', params, response: CHANGED };
    app.delete('/api/people/:user_id/sessions', { schema: endSchema }, async (request) => {
      const { target, changing } = await byAdmin(store, request, request.params.user_id);
      return changeOf(await endPersonSessions(changing, target));
    });
  };
}

function changeOf(done: { ended: Ended | undefined; abandoned?: string[] }): PeopleChange {
  const { ended = { sessions: 0, tokens: 0, keys: 0 }, abandoned = [] } = done;
  return { ...ended, abandoned };
}
