import { beforeEach, expect, it } from 'vitest';
import { ActivityPage } from '../../../core/console-api/activity/activity-requests.ts';
import { type SyncClient, syncClient } from '../../testing/clients/sync-client.ts';
import { listedModel, type OddRegistry, oddRegistry } from '../../testing/fakes/odd-registry.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

let sync: SyncClient;
let registry: OddRegistry;
let cookie: string;

const pose = (number: number) => listedModel(`pose${number % 3}`, number);
const many = (count: number, from: number) =>
  Array.from({ length: count }, (_, index) => listedModel(`name-${from + index}`, from + index));

beforeEach(async () => {
  registry = oddRegistry(3, 'pages');
  registry.models = [0, 1, 2, 3].map(pose);
  ctx.proxy.respond = registry.respond;
  cookie = await ctx.signInToConsole();
  sync = await syncClient(ctx.front, cookie);
  await sync.untilIdle();
});

/** What was told, oldest first; that was done by nobody that is known. */
async function told() {
  const { body } = await ctx.front.http('GET', '/api/activity', { cookie });
  const { activities } = ActivityPage.parse(body);
  expect(activities.every(({ actor, facts }) => actor === '' && facts.is_seen === true)).toBe(true);
  return activities.toReversed().map(({ kind, subject, count }) => `${kind} ${subject} ${count}`);
}

it('tells of a first sync as one import, and then what came and went, by name', async () => {
  expect(await told()).toEqual(['imported  4']);
  await sync.refresh();
  expect(await told()).toHaveLength(1);
  registry.models = [...registry.models.slice(1), pose(5), pose(8)];
  await sync.refresh();
  expect(await told()).toEqual(['imported  4', 'created pose2 2', 'deleted pose0 1']);
});

it('tells at once of more names than anybody reads one by one', async () => {
  registry.models = [...registry.models, ...many(30, 100)];
  await sync.refresh();
  expect(await told()).toEqual(['imported  4', 'created  30']);
});
