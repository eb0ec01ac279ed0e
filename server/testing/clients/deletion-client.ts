import { expect } from 'vitest';
import * as z from 'zod';
import { Receipt, reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { ModelListItem } from '../../../core/contract/model.ts';
import { type DeletionRequest, planDeletion } from '../../../core/deletion/plan-deletion.ts';
import { issueToken, type Token } from '../../iam/tokens/tokens.ts';
import { createUser } from '../../iam/users/create-user.ts';
import type { setUpGateway } from '../setup/set-up-gateway.ts';

/** Deletes in the project of a test as the console does: opens deletions, makes their calls, reads their receipts. */
export function deletionClient(ctx: ReturnType<typeof setUpGateway>) {
  const api = (method: string, path: string, body?: unknown, token = ctx.project.operator.token) =>
    ctx.gateway.http(method, `/api/deletions${path}`, { token, ...(body !== undefined && { body }) });

  const read = async (id: string) => Receipt.parse((await api('GET', `/${id}`)).body);

  const models = async () => z.array(ModelListItem).parse((await ctx.registry.list('order=asc')).models);

  const open = async (request: DeletionRequest): Promise<string> => {
    const check = new Map(request.listed.map((version) => [version.model_id, []]));
    const answer = await api('POST', '', { plan: planDeletion(request, check) });
    expect(answer.status).toBe(201);
    return z.object({ deletion_id: z.string() }).parse(answer.body).deletion_id;
  };

  return {
    api,
    read,
    models,
    counts: async (id: string) => reportReceipt(await read(id)).counts,
    send: (deletion: string, id: string, cascade = false) =>
      ctx.registry.call('DELETE', `/models/${id}?cascade=${cascade}`, undefined, {
        [DELETION_HEADER]: deletion,
      }),
    /** The deletion of every version of a name but its newest, so version by version; or of the name as a whole. */
    planned: async (count: number, { whole = false } = {}) => {
      const ids = await ctx.registry.createMany('pose', whole ? count : count + 1);
      const going = ids.slice(0, count);
      const deletion = await open({ listed: await models(), chosen: new Set(going) });
      return { deletion, ids: going };
    },
    /** A token of somebody else who may delete in the project. */
    anotherOperator: async (): Promise<Token> => {
      const { account, project, project_id } = ctx.project;
      const person = { account, project, user: 'other', role: 'operator', password_hash: 'none' } as const;
      const other = await ctx.gateway.store.transaction().execute((trx) => createUser(trx, person));
      return issueToken(ctx.gateway.store, { user_id: other.user_id, project_id });
    },
  };
}
