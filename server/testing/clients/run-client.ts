import { expect, vi } from 'vitest';
import { Receipt, reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import type { RunStart } from '../../../core/console-api/deletions/runs.ts';
import { ModelListItem } from '../../../core/contract/model.ts';
import { type BlockerCheck, Plan } from '../../../core/deletion/plan.ts';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import type { TestGateway, TestProject, TestUser } from '../setup/start-gateway.ts';
import { registryClient } from './registry-client.ts';

/** Begins runs in a project, by any of its gateways, and follows them. */
export function runClient(at: { gateway: TestGateway; project: TestProject }, user?: TestUser) {
  const asking = (method: string, path: string, body?: unknown, gateway = at.gateway) =>
    gateway.http(method, path, {
      token: (user ?? at.project.operator).token,
      ...(body !== undefined && { body }),
    });

  const read = async (id: string, gateway = at.gateway) =>
    Receipt.parse((await asking('GET', `/api/deletions/${id}`, undefined, gateway)).body);

  /** The plan for names, all of each, or for single versions of them. */
  const plan = async (names: readonly string[], only?: ReadonlySet<string>): Promise<Plan> => {
    const { list } = registryClient(at.gateway, at.project);
    const lists = await Promise.all(
      names.map((name) => list(`model_name=${name}&exact_match=true&limit=1000`)),
    );
    // The registry finds parts of names.
    const found = lists.flatMap(({ models }) => models).filter((model) => names.includes(model.model_name));
    const listed = found.map((model) => ModelListItem.parse(model));
    const chosen = only ?? new Set(listed.map((model) => model.model_id));
    const check: BlockerCheck = new Map(listed.map((model) => [model.model_id, []]));
    return Plan.parse(planDeletion({ listed, chosen }, check));
  };

  return {
    read,
    plan,
    ask: asking,
    start: async (of: Plan, start?: RunStart) => {
      const answer = await asking('POST', '/api/runs', { plan: of, ...(start && { start }) });
      if (answer.status !== 201) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
      return String((answer.body as { deletion_id: string }).deletion_id);
    },
    does: async (id: string, verb: string, body?: unknown) =>
      (await asking('POST', `/api/runs/${id}/${verb}`, body)).status,
    /** Once a run is in a phase: its receipt. */
    until: (id: string, phase: string, gateway = at.gateway) =>
      vi.waitFor(
        async () => {
          const receipt = await read(id, gateway);
          expect(receipt.run?.phase).toBe(phase);
          return receipt;
        },
        { timeout: 25_000, interval: 25 },
      ),
    /** Once so many calls of a run are on its receipt. */
    untilCalls: (id: string, count: number) =>
      vi.waitFor(async () => expect((await read(id)).calls.length).toBeGreaterThanOrEqual(count), {
        timeout: 25_000,
        interval: 10,
      }),
    report: async (id: string) => reportReceipt(await read(id)),
  };
}
