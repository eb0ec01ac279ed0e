import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway, type TestProject } from '../testing/setup/start-gateway.ts';
import { importModels } from './import-models.ts';

let gateway: TestGateway;
let people: TestProject;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const row = (place: number, more: object = {}) => ({
  model_name: `net-${Math.floor(place / 10_000)}`,
  model_version: `${Math.floor(place / 100) % 100}.${place % 100}.0`,
  model_type: 'PyTorch',
  source_location: 'https://models.example/net',
  ...more,
});

/** One row a line, the first one on line 2. */
async function* fileOf(rows: readonly (object | string)[]) {
  yield '[\n';
  for (const [place, value] of rows.entries()) {
    yield (place > 0 ? ',\n' : '') + (typeof value === 'string' ? value : JSON.stringify(value));
  }
  yield '\n]\n';
}

async function importAll(rows: readonly (object | string)[]) {
  return importModels(gateway.store, people, fileOf(rows));
}

async function refusal(rows: readonly (object | string)[]): Promise<string[]> {
  const error = await importAll(rows).catch((reason: unknown) => reason);
  if (!(error instanceof Error)) throw new Error('The rows were imported.');
  return error.message.split('\n');
}

const stored = () =>
  gateway.store.selectFrom('models').where('project_id', '=', people.project_id).selectAll().execute();

describe('an import', () => {
  beforeAll(async () => {
    people = await gateway.newProject();
  });

  it('stores what the file says', async () => {
    const id = '10eb0091-887f-4839-9929-cbc884f1e20e';
    const more = {
      model_id: id,
      model_size: 5_000_000_000,
      create_at: 1_588_500_000_000,
      model_status: 'failed',
    };
    expect(await importAll([row(1, { ...more, tags: ['kept by nobody'] })])).toBe(1);
    const { token } = people.viewer;
    const path = `/v1/${people.project_id}/models/${id}`;
    expect((await gateway.http('GET', path, { token })).body).toMatchObject({
      ...row(1),
      ...more,
      tenant: people.account_id,
    });
  });

  it('keeps the Chinese names of an older registry, which are listed, searched and deleted like others', async () => {
    const moved = await gateway.newProject();
    const names = ['图像分类', '图像分割-v2', 'pose_检测'];
    const rows = names.map((model_name, place) => row(place, { model_name, model_id: `zh-${place}` }));
    expect(await importModels(gateway.store, moved, fileOf(rows))).toBe(3);
    const { token } = moved.operator;
    const at = `/v1/${moved.project_id}/models`;
    const exact = `${at}?model_name=${encodeURIComponent('图像分类')}&exact_match=true`;
    expect((await gateway.http('GET', exact, { token })).body).toMatchObject({ total_count: 1 });
    const search = `/api/model-groups?search=${encodeURIComponent('图像')}`;
    const found = await gateway.http('GET', search, { token });
    expect(found.body).toMatchObject({
      groups: [{ model_name: '图像分割-v2' }, { model_name: '图像分类' }],
      total: { names: 2 },
    });
    const deleted = await gateway.http('DELETE', `${at}/zh-0?cascade=true`, { token });
    expect(deleted.body).toMatchObject({ delete_success_list: ['zh-0'] });
  });

  it('names every bad row by its line, and stores none of the others', async () => {
    const before = await stored();
    const lines = await refusal([
      row(2),
      row(3, { model_version: '1.02.0' }),
      '{"model_name": }',
      row(2),
      row(1),
      row(4, { colour: 'red', source_location: undefined }),
      row(5, { description: '\u0000' }),
    ]);
    expect(lines[0]).toBe('Nothing was imported: 6 rows are wrong.');
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^ {2}line 3: model_version: must be three numbers/),
      '  line 4: is not valid JSON',
      '  line 5: net-0 0.2.0 is on line 2 already',
      '  line 6: the registry has net-0 0.1.0 already',
      expect.stringMatching(/^ {2}line 7: .*colour/),
      '  line 8: holds a NUL character or half a surrogate pair',
    ]);
    expect(await stored()).toEqual(before);
  });

  it('finds an id that is taken, in the file and in the registry', async () => {
    const [taken] = await stored();
    const lines = await refusal([
      row(6, { model_id: taken?.model_id }),
      row(7, { model_id: 'mine' }),
      row(8, { model_id: 'mine' }),
    ]);
    expect(lines.slice(1)).toEqual([
      `  line 2: the registry has id ${taken?.model_id} already`,
      '  line 4: id mine is on line 3 already',
    ]);
  });

  it('tells the first hundred mistakes and counts the rest', async () => {
    const lines = await refusal(Array.from({ length: 150 }, () => '{}'));
    expect(lines).toHaveLength(102);
    expect(lines.at(-1)).toBe('  … and 50 more');
  });
});

it('takes ten thousand versions of a name and more', { timeout: 60_000 }, async () => {
  people = await gateway.newProject();
  expect(await importAll(Array.from({ length: 10_001 }, (_, place) => row(place)))).toBe(10_001);
  const groups = await gateway.http('GET', '/api/model-groups', { token: people.viewer.token });
  expect(groups.body).toMatchObject({ total: { names: 2, versions: 10_001 } });
});
