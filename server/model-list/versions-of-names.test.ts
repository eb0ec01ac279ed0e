import { expect, it } from 'vitest';
import { VersionsOfNames } from '../../core/console-api/models/versions-of-names.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

function ask(names: readonly string[]) {
  const { token } = ctx.project.operator;
  return ctx.gateway.http('POST', '/api/names/versions', { token, body: { names } });
}

async function list(...names: string[]) {
  const answer = await ask(names);
  return VersionsOfNames.parse(answer.body).lists;
}

const lengthsOf = (lists: Awaited<ReturnType<typeof list>>) => lists.map(({ length }) => length);

it('lists of each name what the registry lists of it, and nothing of one that is gone', async () => {
  await ctx.registry.createMany('pose', 3);
  await ctx.registry.createMany('posenet', 2);
  const names = ['posenet', 'gone', 'pose'];
  const lists = await list(...names);
  expect(lengthsOf(lists)).toEqual([2, 0, 3]);
  for (const [place, name] of names.entries()) {
    const { models } = await ctx.registry.list(`model_name=${name}&exact_match=true&order=asc`);
    expect(lists[place]).toEqual(models.filter((model) => model.model_name === name));
  }
});

it('lists the first of the names, as many as fit in one answer, and none where the first does not', async () => {
  await ctx.registry.createMany('pose', 2);
  await ctx.registry.createMany('yolo', 1);
  const count = (versions: number) =>
    ctx.gateway.store
      .updateTable('model_groups')
      .set({ versions })
      .where('project_id', '=', ctx.project.project_id)
      .where('model_name', '=', 'yolo')
      .execute();
  await count(4_999);
  expect(lengthsOf(await list('pose', 'yolo'))).toEqual([2]);
  expect(lengthsOf(await list('yolo', 'pose'))).toEqual([1]);
  await count(4_998);
  expect(lengthsOf(await list('pose', 'yolo'))).toEqual([2, 1]);
  await count(5_001);
  expect(await list('yolo', 'pose')).toEqual([]);
});

it('takes up to a hundred names', async () => {
  const names = Array.from({ length: 101 }, (_, place) => `pose-${place}`);
  expect((await ask(names.slice(1))).status).toBe(200);
  const answer = await ask(names);
  expect([answer.status, errorCode(answer)]).toEqual([400, 'Coppice.0005']);
});
