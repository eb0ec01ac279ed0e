import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { runClient } from '../testing/clients/run-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { CALLS_AT_ONCE, noteRunCall } from './run-calls.ts';

const ctx = setUpGateway();
const RUNNER = 'somebody';

/** A run that is carried out, and what has it note its first call for a name. */
async function runOf(name: string) {
  const [model_id] = await ctx.registry.createMany(name, 2);
  const runs = runClient(ctx);
  const later = { at: Date.now() + 3_600_000 };
  const deletion_id = await runs.start(await runs.plan([name]), later);
  const { store } = ctx.gateway;
  const { project_id } = ctx.project;
  await store
    .updateTable('runs')
    .set({ phase: 'running', runner: RUNNER })
    .where('deletion_id', '=', deletion_id)
    .execute();
  const by = { key: { project_id, deletion_id }, runner: RUNNER, isAlone: true };
  return (model_name = name, runner = RUNNER) =>
    noteRunCall(
      store,
      { ...by, runner },
      { call: { model_id, cascade: false }, call_number: 1, model_name, request_id: randomUUID() },
    );
}

it('notes a call only for whoever carries the run out', async () => {
  const note = await runOf('pose');
  expect(await note('pose', 'somebody else')).toBeUndefined();
  expect(await note('pose')).toMatchObject({ call_number: 1, model_name: 'pose' });
});

it('notes no second call for a name while one is under way, and one for another name', async () => {
  const [first, second, third] = [await runOf('pose'), await runOf('hand'), await runOf('eye')];
  const noted = await Promise.all([first('pose'), second('pose')]);
  expect(noted.filter(Boolean)).toHaveLength(1);
  expect(await third()).toBeDefined();
});

it('notes no more calls than a project may have under way, though all ask at once', async () => {
  const names = Array.from({ length: CALLS_AT_ONCE + 3 }, (_, nth) => `name-${nth}`);
  const notes = [];
  for (const name of names) notes.push(await runOf(name));
  const noted = await Promise.all(notes.map((note) => note()));
  expect(noted.filter(Boolean)).toHaveLength(CALLS_AT_ONCE);
});
