import * as z from 'zod';
import { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { ModelListItem } from '../../../core/contract/model.ts';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import type { Respond } from '../fakes/faulty-remote.ts';
import type { setUpRemote } from '../setup/set-up-remote.ts';
import { headerOf } from './read-answer.ts';

/** Deletes from a remote registry by the gateway before it, as the console and curl do, and reads the receipts. */
export function remoteDeletionClient(ctx: ReturnType<typeof setUpRemote>) {
  const cookies = new Map<string, string>();
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const { project_id } = ctx.project;
    const cookie = cookies.get(project_id) ?? (await ctx.signIn());
    cookies.set(project_id, cookie);
    const given = body === undefined ? {} : { body };
    return ctx.front.http(method, path, { cookie, origin: ctx.front.url, headers, ...given });
  };
  const pathOf = (id: string) => `/v1/${ctx.project.project_id}/models/${id}`;
  return {
    ask,
    pathOf,
    readReceipt: async (id: string) => Receipt.parse((await ask('GET', `/api/deletions/${id}`)).body),
    settle: async (id: string) => Receipt.parse((await ask('POST', `/api/deletions/${id}/verify`)).body),
    /** Opens a deletion of all of a name but its newest version, as the console does. */
    open: async (count: number) => {
      const ids = await ctx.registry.createMany('pose', count + 1);
      const listed = z.array(ModelListItem).parse((await ctx.registry.list()).models);
      const plan = planDeletion({ listed, chosen: new Set(ids.slice(0, count)) }, new Map());
      const opened = await ask('POST', '/api/deletions', { plan });
      return { ids, ...z.object({ deletion_id: z.string() }).parse(opened.body) };
    },
    /** Deletes one version under a receipt. */
    remove: (deletion_id: string, id: string) =>
      ask('DELETE', `${pathOf(id)}?cascade=false`, undefined, { [DELETION_HEADER]: deletion_id }),
    /** Deletes by curl, and answers the receipt that it got. */
    byCurl: async (id: string, cascade = false): Promise<string> =>
      headerOf(await ask('DELETE', `${pathOf(id)}?cascade=${cascade}`), DELETION_HEADER),
    /** Answers deletions in the remote registry's place. */
    whenDeleting: (respond: Respond) => {
      ctx.proxy.respond = (came, outgoing) =>
        came.method === 'DELETE' ? respond(came, outgoing) : undefined;
    },
  };
}
