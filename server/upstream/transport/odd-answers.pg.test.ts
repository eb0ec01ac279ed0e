import fc from 'fast-check';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Receipt, reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { DeleteAnswerAsRead } from '../../../core/contract/delete-model.ts';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import { countCases } from '../../../core/testing/count-cases.ts';
import { aMinuteLater } from '../../testing/fixtures/a-minute-later.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';

// What is asked again is asked at once: half of what comes here is cut off, and hundreds of requests are made.
const ctx = setUpRemote({ retry: { shortest: 1, longest: 2 } });

const id = fc.constantFrom('a', 'b', 'stranger');
const row = fc.oneof(
  fc.record({
    model_id: id,
    model_name: fc.constantFrom('pose', 'pose_net'),
    model_version: fc.constant('1.0.0'),
  }),
  fc.record({ model_id: fc.oneof(id, fc.nat()), model_name: fc.string() }, { requiredKeys: [] }),
  fc.jsonValue(),
);
const list = fc.record(
  {
    total_count: fc.oneof(fc.nat(3), fc.string()),
    count: fc.nat(3),
    models: fc.array(row),
    services: fc.array(row),
  },
  { requiredKeys: [] },
);
const deletion = fc.record(
  {
    delete_success_list: fc.oneof(fc.array(fc.oneof(id, fc.nat())), fc.constant(null)),
    delete_failed_list: fc.array(fc.record({ model_id: id, error_code: fc.string() }, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
);
const error = fc.record({
  error_code: fc.constantFrom('ModelArts.3001', 'ModelArts.3009', 'APIGW.0301'),
  error_msg: fc.string(),
});
const body = fc.oneof(
  fc.oneof(list, deletion, row, error, fc.jsonValue()).map((value) => JSON.stringify(value)),
  fc.constantFrom('', '<html>', '{"models":[', '\0'),
  fc.string(),
);
const answer = fc.record({
  status: fc.oneof(fc.constantFrom(200, 200, 200, 404), fc.integer({ min: 200, max: 999 })),
  type: fc.constantFrom('application/json', 'text/html', 'odd'),
  body,
  isCut: fc.boolean(),
});

/** What makes sense, which comes too seldom by chance: what was deleted, and what is there. */
const pose = (model_id: string) => ({ model_id, model_name: 'pose', model_version: '1.0.0' });
const odd = (status: number, body: string): Odd => ({ status, body, type: 'application/json', isCut: false });
const toldOf = (ids: string[]) =>
  odd(200, JSON.stringify({ delete_success_list: ids, delete_failed_list: [] }));
const listOf = (ids: string[]) =>
  odd(200, JSON.stringify({ total_count: ids.length, count: ids.length, models: ids.map(pose) }));
const OF_ANOTHER_NAME = JSON.stringify({
  total_count: 1,
  count: 1,
  models: [{ ...pose('b'), model_name: 'pose_net' }],
});
const WITHOUT_A_NUMBER = JSON.stringify({
  total_count: 1,
  count: 1,
  models: [{ model_id: 'a', model_name: 'pose' }],
});
const MISSING = '{"error_code":"ModelArts.3001","error_msg":""}';
const some = fc.subarray(['a', 'b']);
const orCut = (whole: fc.Arbitrary<Odd>) =>
  fc.tuple(whole, fc.boolean()).map(([one, isCut]) => ({ ...one, isCut }));
const reported = orCut(some.map(toldOf));
const listed = some.map(listOf);
const missing = orCut(fc.constant(odd(404, MISSING)));
type Odd = { status: number; type: string; body: string; isCut: boolean };

/** What the remote registry says whenever it is asked, or when it is asked for one version; cut off where it should be. */
function say(odd: Odd, ofVersion = odd) {
  ctx.proxy.respond = ({ url }, outgoing) => {
    if (!url.startsWith('/v1/')) return undefined;
    const { status, type, body: text, isCut } = url.includes('/models/') ? ofVersion : odd;
    // A wait that it asks for would only make the test slow.
    outgoing.writeHead(status, { 'content-type': type, 'retry-after': '99' });
    if (isCut) return outgoing.write(text || 'x', () => outgoing.destroy());
    return outgoing.end(text);
  };
}

/** Node's `fetch` sends what is answered with 421 once more, and may fail with the body that it has read by then. */
const MISDIRECTED: Odd = { status: 421, type: 'text/html', body: '{}', isCut: true };

/** The remote registry's 500 is not the gateway's. */
const isOurs = (answer: unknown, odd: Odd) =>
  odd.status !== 500 && JSON.stringify(answer).includes('gateway failed');

describe('whatever the remote registry answers', () => {
  it('the gateway neither fails nor stops', async () => {
    const cookie = await ctx.signIn();
    const project = `/v1/${ctx.project.project_id}`;
    const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, given?: unknown) => {
      const headers = {
        cookie,
        origin: ctx.front.url,
        ...(given !== undefined && { 'content-type': 'application/json' }),
      };
      const init = { method, headers, ...(given !== undefined && { body: JSON.stringify(given) }) };
      const { statusCode: status, body } = await request(ctx.front.url + path, init);
      // A body that was cut off there is cut off here.
      return { status, text: await body.text().catch(() => '') };
    };
    await fc.assert(
      fc.asyncProperty(answer, async (odd) => {
        say(odd);
        const answers = await Promise.all([
          ask('GET', `${project}/models?model_name=pose`),
          ask('GET', `${project}/models/a`),
          ask('GET', `${project}/services?model_id=a`),
          ask('POST', `${project}/models`, {}),
          ask('DELETE', `${project}/models/a?cascade=true`),
          ask('POST', '/api/blockers', { model_ids: ['a'] }),
        ]);
        expect(
          answers.filter((one) => isOurs(one, odd) || (one.status === 500 && odd.status !== 500)),
        ).toEqual([]);
      }),
      { numRuns: 60, examples: [[MISDIRECTED]] },
    );
    ctx.proxy.respond = undefined;
    expect((await ask('GET', `${project}/models`)).status).toBe(200);
  });

  it('no receipt says deleted of what neither an answer nor a proof says so', async () => {
    const cookie = await ctx.signIn();
    const ask = (method: string, path: string, given?: unknown, headers: Record<string, string> = {}) =>
      ctx.front.http(method, path, {
        cookie,
        origin: ctx.front.url,
        headers,
        ...(given !== undefined && { body: given }),
      });
    const models = ['a', 'b'].map(pose);
    const plan = planDeletion({ listed: models, chosen: new Set(['a', 'b']), target: 'a' }, new Map());
    const list = JSON.stringify({ total_count: 2, count: 2, models });
    const came = countCases('by an answer', 'by a proof');
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(answer, reported),
        fc.oneof(answer, listed),
        fc.oneof(answer, missing),
        async (told, later, ofVersion) => {
          ctx.proxy.respond = (_request, outgoing) => outgoing.writeHead(200).end(list);
          const opened = await ask('POST', '/api/deletions', { plan });
          const { deletion_id } = z.object({ deletion_id: z.string() }).parse(opened.body);
          say(told);
          const path = `/v1/${ctx.project.project_id}/models/a?cascade=true`;
          await ask('DELETE', path, undefined, { [DELETION_HEADER]: deletion_id });
          await aMinuteLater(ctx.front.store, ctx.project.project_id, deletion_id);
          say(later, ofVersion);
          await ask('POST', `/api/deletions/${deletion_id}/verify`);
          await ask('POST', `/api/deletions/${deletion_id}/end`, { ending: 'completed' });
          const receipt = Receipt.parse((await ask('GET', `/api/deletions/${deletion_id}`)).body);
          for (const row of reportReceipt(receipt).rows) {
            if (row.outcome !== 'deleted') continue;
            came(row.by === 'answer' ? 'by an answer' : 'by a proof');
            const proof =
              row.by === 'answer'
                ? isToldDeleted(told, row.model_id)
                : isToldMissing(later, ofVersion, row.model_id);
            expect([row.model_id, row.by, proof]).toEqual([row.model_id, row.by, true]);
          }
        },
      ),
      {
        numRuns: 100,
        // Each proof once, whatever comes by chance.
        examples: [
          [toldOf(['a']), listOf(['b']), odd(404, MISSING)],
          [odd(502, '<html>'), listOf(['b']), odd(404, MISSING)],
          // Listed under another name, as no answer to what was asked.
          [toldOf([]), odd(200, OF_ANOTHER_NAME), odd(404, MISSING)],
          [toldOf([]), odd(200, WITHOUT_A_NUMBER), odd(404, MISSING)],
        ],
      },
    );
  }, 90_000);
});

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

function isToldDeleted({ status, body: text, isCut }: Odd, model_id: string): boolean {
  const lists = DeleteAnswerAsRead.safeParse(parse(text));
  return status === 200 && !isCut && lists.success && lists.data.delete_success_list.includes(model_id);
}

const Listing = z.object({ models: z.array(z.unknown()) });
const Missing = z.looseObject({ error_code: z.literal('ModelArts.3001') });

/** By a 404 for it, where a list that can be read as such does not have it, if there is one. */
function isToldMissing(later: Odd, ofVersion: Odd, model_id: string): boolean {
  const isGone =
    !ofVersion.isCut && ofVersion.status === 404 && Missing.safeParse(parse(ofVersion.body)).success;
  const list = Listing.safeParse(parse(later.body));
  const isListed = list.success && JSON.stringify(list.data.models).includes(`"${model_id}"`);
  return isGone && (later.isCut || later.status !== 200 || !isListed);
}
