import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { must } from '../../core/testing/must.ts';
import { runClient } from '../testing/clients/run-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { callSlots } from './call-slots.ts';
import { takeTurn } from './take-turn.ts';

const ctx = setUpGateway();

/** A run over a name of its own, that is being carried out; `take` has it wait for the turn of a call for a name. */
async function aRun(slots = callSlots()) {
  const { store } = ctx.gateway;
  const name = `name-${randomUUID().slice(0, 8)}`;
  const [model_id] = await ctx.registry.createMany(name, 1);
  const runs = runClient(ctx);
  const deletion_id = await runs.start(await runs.plan([name]), { at: Date.now() + 3_600_000 });
  const runner = randomUUID();
  await store
    .updateTable('runs')
    .set({ phase: 'running', runner })
    .where('deletion_id', '=', deletion_id)
    .execute();
  const key = { project_id: ctx.project.project_id, deletion_id };
  const stop = new AbortController();
  return {
    stop,
    waiting: async () => (await runs.read(deletion_id)).run?.waiting ?? null,
    take: (model_name: string) =>
      takeTurn(
        { store, slots, isAlone: true, logFailure: (error) => expect.unreachable(String(error)) },
        { key, runner, person: 'somebody', stop: stop.signal },
        { call: { model_id, cascade: false }, call_number: 1, model_name, request_id: randomUUID() },
      ),
    answer: () =>
      store
        .updateTable('deletion_calls')
        .set({ answered_at: Date.now() })
        .where('deletion_id', '=', deletion_id)
        .execute(),
  };
}

it('says on its receipt that it waits for its turn, until it has it', async () => {
  const [first, second] = [await aRun(), await aRun()];
  must(await first.take('pose'));
  const taking = second.take('pose');
  await vi.waitFor(async () => expect(await second.waiting()).toEqual({ why: 'turn', until: null }), 10_000);
  await first.answer();
  expect(await taking).toMatchObject({ noted: { model_name: 'pose' } });
  expect(await second.waiting()).toBeNull();
});

it('says nothing where its turn comes at once', async () => {
  const run = await aRun();
  must(await run.take('hand'));
  expect(await run.waiting()).toBeNull();
});

it('gives its place up when it is stopped, in the line of its gateway and before the name', async () => {
  const slots = callSlots(1);
  const [first, second, third] = [await aRun(), await aRun(slots), await aRun(slots)];
  must(await first.take('eye'));
  const beforeTheName = second.take('eye');
  const inLine = third.take('ear');
  third.stop.abort();
  expect(await inLine).toBeUndefined();
  second.stop.abort();
  expect(await beforeTheName).toBeUndefined();
  const free = await slots.take(ctx.project.project_id, 'somebody', new AbortController().signal);
  free();
});
