import fc from 'fast-check';
import type { ModelListItem } from '../../contract/model.ts';
import { SERVICE_STATUSES } from '../../contract/service-requests.ts';
import type { Answer } from '../answer.ts';
import type { BlockerCheck, Plan } from '../plan.ts';
import { type DeletionRequest, planDeletion } from '../plan-deletion.ts';
import type { Protection } from '../protection.ts';

/** Versions of one name, each with its own id. */
export const versionsOfOneName: fc.Arbitrary<ModelListItem[]> = fc
  .array(fc.record({ create_at: fc.option(fc.nat(50), { nil: undefined }), market_flag: fc.boolean() }), {
    minLength: 1,
    maxLength: 45,
  })
  .map((ages) =>
    ages.map(({ create_at, market_flag }, index) => ({
      model_id: idOf(index),
      model_name: 'posenet',
      model_version: `1.0.${index}`,
      ...(create_at !== undefined && { create_at }),
      market_flag,
    })),
  );

/** A UUID made of a number; it has letters, which may come in either case. */
export function idOf(number: number): string {
  return `abcdef00-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

const services = fc.array(
  fc.constantFrom(...SERVICE_STATUSES).map((status) => ({
    service_id: status,
    service_name: `${status}-service`,
    status,
    infer_type: 'real-time',
  })),
  { maxLength: 2 },
);

/** A request over the versions of one name, whole or in part, and a check that may have missed some of them. */
export const requestAndCheck: fc.Arbitrary<{ request: DeletionRequest; check: BlockerCheck }> =
  versionsOfOneName.chain((listed) =>
    fc.record({
      request: fc.record({
        listed: fc.constant(listed),
        chosen: fc
          .oneof(fc.constant(listed), fc.subarray(listed, { minLength: 1 }))
          .map((models) => new Set(models.map((model) => model.model_id))),
        target: fc.option(fc.constantFrom(...listed.map((model) => model.model_id)), { nil: undefined }),
      }),
      check: fc
        .array(fc.option(services, { nil: undefined }), {
          minLength: listed.length,
          maxLength: listed.length,
        })
        .map((found) => {
          return new Map(listed.flatMap(({ model_id }, i) => (found[i] ? [[model_id, found[i]]] : [])));
        }),
    }),
  );

/** A request as above, of which some is protected: versions, in either case of their ids, or the name, or another name. */
export const protectedRequest: fc.Arbitrary<{
  request: DeletionRequest & { protections: readonly Protection[] };
  check: BlockerCheck;
}> = requestAndCheck.chain(({ request, check }) => {
  const ofVersion = fc.constantFrom(...request.listed).chain(({ model_id, model_name, model_version }) =>
    fc.boolean().map((isUpper) => {
      const id = isUpper ? model_id.toUpperCase() : model_id;
      return { model_id: id, model_name, model_version };
    }),
  );
  const ofName = fc.constantFrom('posenet', 'pose').map((model_name) => {
    return { model_id: '', model_name, model_version: '' };
  });
  const why = { note: 'golden', user_name: 'ana', created_at: 1, until: null };
  return fc
    .array(fc.oneof({ weight: 9, arbitrary: ofVersion }, { weight: 1, arbitrary: ofName }), { maxLength: 4 })
    .map((some) => {
      const protections = some.map((one) => ({ ...one, ...why }));
      return { request: { ...request, protections }, check };
    });
});

export const plans: fc.Arbitrary<Plan> = requestAndCheck.map(({ request, check }) =>
  planDeletion(request, check),
);

/** Ids of the plan, mostly, and strangers, in either case. */
const idsFor = (plan: Plan) =>
  fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...plan.affected.map((version) => version.model_id)) },
        fc.nat(60).map(idOf),
      ),
      fc.boolean(),
    )
    .map(([id, isUpper]) => (isUpper ? id.toUpperCase() : id));

const refusals = (ids: fc.Arbitrary<string>) =>
  fc.record(
    {
      model_id: ids,
      error_code: fc.constantFrom('ModelArts.3009', 'ModelArts.3074', 'ModelArts.9999', ''),
      error_msg: fc.string(),
      error_message: fc.string(),
    },
    { requiredKeys: ['model_id'] },
  );

const listsOf = (ids: fc.Arbitrary<string>) =>
  fc.record(
    {
      delete_success_list: fc.option(fc.array(ids, { maxLength: 25 })),
      delete_failed_list: fc.option(fc.array(refusals(ids), { maxLength: 25 })),
    },
    { requiredKeys: [] },
  );

const errors = fc.record({
  error_code: fc.constantFrom(
    'ModelArts.3001',
    'ModelArts.3009',
    'ModelArts.0108',
    'APIG.0308',
    'ModelArts.0010',
  ),
  error_msg: fc.string(),
});

/** An answer's status and body, of which one kind makes sense of the other. */
function answersOf(ids: fc.Arbitrary<string>): fc.Arbitrary<Pick<Answer, 'status' | 'body'>> {
  const told = listsOf(ids).map((body) => JSON.stringify(body));
  const bodies = fc.oneof(
    { weight: 4, arbitrary: told },
    errors.map((body) => JSON.stringify(body)),
    told.map((body) => body.slice(0, -3)),
    fc.constantFrom('', 'null', '[]', '<html>502</html>', '{"delete_success_list":"all"}'),
    fc.string(),
  );
  return fc.oneof(
    fc.record({ status: statuses, body: bodies }),
    // Whatever may come does, but half of it by chance makes sense too seldom.
    fc.record({ status: fc.constant(200), body: told }),
  );
}

const statuses = fc.constantFrom(200, 200, 200, 204, 302, 400, 401, 403, 404, 409, 429, 500, 502, 504, null);

/** Answers to a plan's calls as the worst of networks would bring them: any of them, in any order, more than once. */
export function answersTo(plan: Plan): fc.Arbitrary<Answer[]> {
  const answer = fc
    .tuple(fc.constantFrom(...plan.calls), answersOf(idsFor(plan)))
    .map(([call, came]) => ({ call, ...came }));
  return fc.array(answer, { maxLength: 6 });
}

/** What a list of the registry has: some of the plan's versions, and strangers. */
export function listedOf(plan: Plan): fc.Arbitrary<ReadonlySet<string>> {
  const ids = plan.affected.map((version) => version.model_id);
  return fc
    .tuple(fc.subarray(ids), fc.uniqueArray(fc.nat(60).map(idOf), { maxLength: 3 }))
    .map(([some, strangers]) => new Set([...some, ...strangers]));
}
