import { describe, expect, it } from 'vitest';
import {
  GroupVersionsPage,
  MatchingVersions,
  ModelGroupPage,
} from '../../core/console-api/models/model-groups.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

const ask = (path: string, token = ctx.project.viewer.token) => ctx.gateway.http('GET', path, { token });
const groups = async (search: string, token?: string) => {
  const { body } = await ask(`/api/model-groups?search=${encodeURIComponent(search)}`, token);
  return ModelGroupPage.parse(body).groups.map(({ model_name, matching }) => [model_name, matching]);
};
const versions = async (name: string, search: string) => {
  const { body } = await ask(`/api/model-groups/${name}/versions?search=${search}`);
  return GroupVersionsPage.parse(body).versions.map((version) => version.model_id);
};
const matching = async (search: string) =>
  MatchingVersions.parse((await ask(`/api/matching-versions?search=${search}`)).body).names;

describe('a search for a service', () => {
  it('finds just the versions that it holds, by a part of its name in any case or of its id', async () => {
    const pose = await ctx.registry.createMany('pose', 4);
    const yolo = await ctx.registry.createMany('yolo', 2);
    await ctx.registry.create('other', '1.0.0');
    const held = [pose[1], pose[3], yolo[0]];
    const id = await ctx.registry.deploy('voice-gateway', held);
    for (const search of ['voice-gateway', 'ICE-GATE', id, id.slice(2, 20).toUpperCase()]) {
      expect(await groups(search), search).toEqual([
        ['pose', 2],
        ['yolo', 1],
      ]);
      expect(await versions('pose', search), search).toEqual([pose[3], pose[1]]);
      expect(await matching(search), search).toEqual([
        { model_name: 'pose', model_ids: [pose[1], pose[3]] },
        { model_name: 'yolo', model_ids: [yolo[0]] },
      ]);
    }
  });

  it('takes letters for themselves, and one that is very short for the whole of a name', async () => {
    const [held] = await ctx.registry.createMany('pose', 2);
    await ctx.registry.deploy('a_b', [held]);
    await ctx.registry.deploy('QA', [held]);
    expect(await groups('a_b')).toEqual([['pose', 1]]);
    expect(await groups('a%b')).toEqual([]);
    expect(await groups('QA')).toEqual([['pose', 1]]);
    expect(await groups('Q')).toEqual([]);
  });

  it('finds every version of a name that is found itself, and is narrowed by all else as ever', async () => {
    const pose = await ctx.registry.createMany('pose-net', 3);
    const [held] = await ctx.registry.createMany('yolo', 2);
    await ctx.registry.deploy('pose-coach', [pose[0], held]);
    expect(await groups('pose')).toEqual([
      ['pose-net', 3],
      ['yolo', 1],
    ]);
    const { body } = await ask('/api/model-groups?search=pose&in_use=yes');
    expect(ModelGroupPage.parse(body).total).toMatchObject({ names: 2, versions: 2 });
    const none = await ask('/api/model-groups?search=pose-coach&in_use=no');
    expect(ModelGroupPage.parse(none.body).groups).toEqual([]);
  });

  it('forgets a service that has ended, and never looks into another project', async () => {
    const [held] = await ctx.registry.createMany('pose', 2);
    const id = await ctx.registry.deploy('voice-gateway', [held]);
    const stranger = await ctx.gateway.newProject();
    expect(await groups('voice-gateway', stranger.viewer.token)).toEqual([]);
    await ctx.registry.call('DELETE', `/services/${id}`);
    expect(await groups('voice-gateway')).toEqual([]);
  });
});
