import { describe, expect, it } from 'vitest';
import { reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { DeleteAnswerAsRead } from '../../../core/contract/delete-model.ts';
import { readReceipt } from '../../receipts/reading/read-receipt.ts';
import { CONFORMANCE, type Example, loadConformance } from '../../testing/fixtures/conformance.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

/** The same examples, with something where a run decides what there is. */
const replayed = (text: string) =>
  text
    .replaceAll('{project_id}', ctx.project.project_id)
    .replaceAll('{uuid}', '0f0f0f0f-0000-4000-8000-000000000000')
    .replaceAll('{text}', 'The reason is told in words.');

/** Answers exactly this request as it was recorded; whatever else is asked is asked of a registry of the same rows. */
function replay({ request, response }: Example): string {
  const path = replayed(request.path);
  const text = replayed(JSON.stringify(response.body));
  ctx.proxy.respond = ({ method, url }, outgoing) => {
    const isIt = method === request.method && url === path;
    const headers = { 'content-type': 'application/json', ...response.headers };
    return isIt ? outgoing.writeHead(response.status, headers).end(text) : undefined;
  };
  return text;
}

describe('what a remote registry answers as the contract says', () => {
  it.each(CONFORMANCE.examples.filter(({ only }) => only !== 'own'))(
    '$request.method: $title: it comes through as it is, and is understood',
    async (example) => {
      await loadConformance(ctx.remote.store, ctx.project.project_id);
      const cookie = await ctx.signIn();
      const text = replay(example);
      const { request, response } = example;
      const answer = await ctx.front.http(request.method, replayed(request.path), {
        cookie,
        origin: ctx.front.url,
        ...(request.body !== undefined && { body: request.body }),
      });
      expect(answer.body).toEqual(JSON.parse(text));
      expect(answer.status).toBe(response.status);
      for (const [name, value] of Object.entries(response.headers))
        expect(answer.headers.get(name)).toBe(value);
      const deletion_id = answer.headers.get(DELETION_HEADER);
      expect(deletion_id !== null).toBe(isDeletion(example));
      if (deletion_id !== null) await expectTold(deletion_id, text);
    },
  );
});

/** Whether a receipt is written of it. */
const isDeletion = ({ request }: Example) => request.method === 'DELETE' && request.path.includes('/models/');

it('has examples of deletions that succeed, and of such that are refused in part', () => {
  const lists = CONFORMANCE.examples
    .filter((example) => example.only !== 'own' && isDeletion(example))
    .flatMap(({ response }) => DeleteAnswerAsRead.safeParse(response.body).data ?? []);
  expect(lists.some((list) => list.delete_success_list.length > 0)).toBe(true);
  expect(lists.some((list) => list.delete_failed_list.length > 0)).toBe(true);
});

/** The receipt says deleted of exactly what the answer does, and failed of what it refuses. */
async function expectTold(deletion_id: string, text: string): Promise<void> {
  const receipt = await readReceipt(ctx.front.store, ctx.project.project_id, deletion_id);
  const { rows } = reportReceipt(receipt);
  const idsOf = (outcome: string) => rows.filter((row) => row.outcome === outcome).map((row) => row.model_id);
  const lists = DeleteAnswerAsRead.safeParse(JSON.parse(text));
  if (!lists.success) return expect(idsOf('deleted')).toEqual([]);
  expect(idsOf('deleted')).toEqual(lists.data.delete_success_list);
  expect(idsOf('failed')).toEqual(lists.data.delete_failed_list.map((refusal) => refusal.model_id));
}
