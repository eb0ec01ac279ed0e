import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { About } from '../../core/console-api/access/session.ts';
import { SAMPLE_ACCOUNT, SAMPLE_PROJECT, SAMPLE_USERS } from '../sample/sample-people.ts';
import type { Store } from '../store/schema.ts';
import { VERSION } from '../version.ts';

/**
 * What the sign-in page needs to know; open to everybody.
 *
 * @param upstream the host of the remote registry, if there is one.
 */
export function aboutRoutes(store: Store, upstream: string | null): FastifyPluginAsyncZod {
  return async (app) => {
    const schema = { summary: 'About this gateway', response: { 200: About } };
    app.get('/api/about', { schema }, async () => ({
      version: VERSION,
      upstream,
      sample: upstream === null ? await sampleIn(store) : null,
    }));
  };
}

/** The sample's people, when they are here: their ids are fixed, so nobody else can be taken for them. */
async function sampleIn(store: Store): Promise<About['sample']> {
  const ids = SAMPLE_USERS.map((user) => user.user_id);
  const found = await store.selectFrom('users').where('user_id', 'in', ids).select('user_id').execute();
  if (found.length === 0) return null;
  // A sample that was loaded by an older Coppice has not all of them, and an administrator may have removed one.
  const isHere = new Set(found.map((row) => row.user_id));
  const users = SAMPLE_USERS.filter((user) => isHere.has(user.user_id)).map((user) => user.name);
  return { account: SAMPLE_ACCOUNT, project: SAMPLE_PROJECT, users };
}
