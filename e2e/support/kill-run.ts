import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { Receipt } from '../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER, OpenedDeletion } from '../../core/console-api/deletions/receipts.ts';
import type { Call } from '../../core/deletion/answer.ts';
import { planDeletion } from '../../core/deletion/plan-deletion.ts';
import { type RunEffects, runDeletion } from '../../core/deletion/run.ts';
import type { RegistryClient } from './registry-client.ts';
import { findDisagreements } from './true-receipt.ts';

/** How many versions a run deletes. */
const VERSIONS = 60;

/** One deletion during which the gateway is killed. */
export type KillRun = {
  name: string;
  /** The call at which the gateway is killed, and how many ms after it was sent. */
  atCall: number;
  delay: number;
  /** Whether the page dies too: then the run is not gone on with. */
  isPageClosed: boolean;
  /** Whether one version is kept, so that the run makes sixty calls instead of a few. */
  individually: boolean;
};

/**
 * Deletes sixty versions while the gateway is killed with -9 and started again, and compares the receipt with the
 * registry. Resolves to where they differ, which must be nowhere.
 *
 * @param kill ends the gateway at once, starts it again on the same data and port, and resolves when it is back.
 */
export async function killDuringRun(
  registry: RegistryClient,
  { name, atCall, delay, isPageClosed, individually }: KillRun,
  kill: () => Promise<void>,
): Promise<string[]> {
  const versions = Array.from({ length: VERSIONS + 1 }, (_, i) => `1.${Math.floor(i / 100)}.${i % 100}`);
  for (const version of versions) await registry.createModel(name, version);
  const listed = await registry.versionsOf(name);
  const going = individually ? listed.slice(0, VERSIONS) : listed;
  const plan = planDeletion({ listed, chosen: new Set(going.map((model) => model.model_id)) }, new Map());
  const opened = await registry.request('POST', '/api/deletions', { plan });
  const { deletion_id } = OpenedDeletion.parse(JSON.parse(opened.text));

  let killed: Promise<void> | undefined;
  const world = worldOf(registry, deletion_id, () => killed);
  for await (const event of runDeletion(plan, world)) {
    if (event.event === 'calling' && event.number === atCall) killed = sleep(delay).then(kill);
    if (event.event === 'answered' && killed && isPageClosed) break;
    if (event.event !== 'ended') continue;
    await killed;
    await registry.request('POST', `/api/deletions/${deletion_id}/end`, endOf(event));
  }
  await killed;
  if (isPageClosed)
    await registry.request('POST', `/api/deletions/${deletion_id}/end`, { ending: 'interrupted' });
  return findDisagreements(registry, deletion_id);
}

function endOf({ ending, reason }: { ending: string; reason?: string }) {
  return { ending, ...(reason && { reason }) };
}

const Listed = z.object({ models: z.array(z.object({ model_id: z.string(), model_name: z.string() })) });

/**
 * The world of a run as another client than a browser has it. It waits for a gateway that was killed until that is
 * back, however slow the machine is, and else not for long.
 */
function worldOf(
  registry: RegistryClient,
  deletionId: string,
  comingBack: () => Promise<void> | undefined,
): RunEffects {
  const orNothing = async <T>(ask: () => Promise<T>) => {
    try {
      return await ask();
    } catch {
      return undefined;
    }
  };
  return {
    deleteModel: async (call: Call) => {
      const path = `/v1/${registry.project}/models/${call.model_id}?cascade=${call.cascade}`;
      const headers = { [DELETION_HEADER]: deletionId, ...(call.if_match && { 'if-match': call.if_match }) };
      const answer = await orNothing(() => registry.request('DELETE', path, undefined, headers));
      return answer ? { call, status: answer.status, body: answer.text } : { call, status: null, body: '' };
    },
    listVersions: (name) =>
      orNothing(async () => {
        const path = `/v1/${registry.project}/models?model_name=${name}&exact_match=true`;
        const { models } = Listed.parse(JSON.parse((await registry.request('GET', path)).text));
        const ids = models.filter((model) => model.model_name === name).map((model) => model.model_id);
        return { ids, isWhole: true };
      }),
    reconcile: () =>
      orNothing(async () => {
        const { text } = await registry.request('POST', `/api/deletions/${deletionId}/verify`);
        const { calls, checks, ended_at } = Receipt.parse(JSON.parse(text));
        return { calls, checks, isOver: ended_at !== null };
      }),
    ask: async () => 'stop',
    wait: async (ms) => {
      await comingBack();
      await sleep(Math.min(ms, 400));
    },
    isStopRequested: () => false,
  };
}
