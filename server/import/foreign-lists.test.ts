import { expect, it } from 'vitest';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { importModels } from './import-models.ts';
import { nothingLeftOut, tellLeftOut } from './left-out.ts';

const ctx = setUpGateway();

/** Imports a text into a new project, and answers the project's list, by name and version, and what was left out. */
async function importText(text: string) {
  const { gateway } = ctx;
  const people = await gateway.newProject();
  const left = nothingLeftOut();
  const pieces = async function* () {
    yield text;
  };
  const count = await importModels(gateway.store, people, pieces(), left);
  const get = (path: string) =>
    gateway.http('GET', `/v1/${people.project_id}/models${path}`, { token: people.viewer.token });
  const listed = Object((await get('?sort_by=model_version&order=asc')).body);
  return { count, listed, models: Object(listed).models, told: tellLeftOut(left), get };
}

/** What the registry itself says, of a project with three versions, one of them of somebody with a name. */
async function answers() {
  const { gateway, project, registry } = ctx;
  const ids = await registry.createMany('pose', 3);
  const get = (path: string) =>
    gateway.http('GET', `/v1/${project.project_id}/models${path}`, { token: project.viewer.token });
  return {
    list: (await get('')).body,
    detail: (await get(`/${ids[0]}`)).body,
    page: (await get('?limit=2')).body,
  };
}

const sameBut = (model: object, ...fields: string[]) =>
  Object.fromEntries(Object.entries(model).filter(([field]) => !fields.includes(field)));
/** What is of the place, and not of the model. */
const OF_PLACE = ['project', 'tenant', 'owner'];
/** Ids are one to a registry, so that what comes back to the one that it came from has others. */
const withoutIds = (text: string) =>
  text.replaceAll(/"model_id":"([^"]{8})[^"]*"/g, (_, id) => `"model_id":"${id}-again"`);

it('reads what it lists, wrapped as it is answered, and bare', async () => {
  const { list } = await answers();
  const models: object[] = Object(list).models;
  for (const file of [list, models]) {
    const text = withoutIds(JSON.stringify(file));
    const read = await importText(text);
    expect(read.count).toBe(3);
    const came: object[] = read.models;
    const shape = (all: object[]) =>
      all.map((model) => JSON.stringify(sameBut(model, 'model_id', ...OF_PLACE))).toSorted();
    expect(shape(came)).toEqual(shape(models));
    expect(read.told).toEqual([
      expect.stringMatching(/^Left out, .*: owner \(3 rows\), tenant \(3 rows\), project/),
    ]);
  }
});

it('reads a detail for itself, several one a line, and pages one after another', async () => {
  const { detail, page } = await answers();
  const text = withoutIds(JSON.stringify(detail));
  const read = await importText(text);
  const { model_id } = JSON.parse(text);
  expect((await read.get(`/${model_id}`)).body).toMatchObject(
    sameBut(Object(detail), 'model_id', ...OF_PLACE),
  );

  const lines = ['1.0.0', '1.0.1'].map((model_version) =>
    JSON.stringify({ ...Object(detail), model_id: undefined, model_version }),
  );
  expect((await importText(lines.join('\n'))).count).toBe(2);

  const paged = await importText(`\n${withoutIds(JSON.stringify(page))}`);
  expect(paged.count).toBe(2);
  expect(paged.told).toContain('The answer on line 2 has 2 of 3 models; the others are not in the file.');
});

const MLFLOW_VERSION = {
  name: 'churn',
  version: '123',
  creation_timestamp: 1_700_000_000_000,
  last_updated_timestamp: 1_700_000_000_001,
  current_stage: 'Production',
  description: 'Who leaves',
  source: 's3://bucket/churn',
  run_id: 'abc',
  status: 'READY',
  tags: [{ key: 'team', value: 'growth' }],
};

it("reads MLflow's versions, in their order, and says what it left out", async () => {
  const model_versions = [MLFLOW_VERSION, { ...MLFLOW_VERSION, version: 7, status: 'FAILED_REGISTRATION' }];
  const { models, told, get } = await importText(JSON.stringify({ model_versions, next_page_token: 'more' }));
  expect(models).toMatchObject([
    { model_name: 'churn', model_version: '0.0.7', model_status: 'failed' },
    {
      model_name: 'churn',
      model_version: '0.1.23',
      model_type: 'Custom',
      model_status: 'published',
      description: 'Who leaves',
      create_at: 1_700_000_000_000,
    },
  ]);
  expect((await get(`/${models[1].model_id}`)).body).toMatchObject({
    source_location: 's3://bucket/churn',
    model_labels: ['team=growth'],
  });
  expect(told).toEqual([
    'Left out, as a model has no place for it here: last_updated_timestamp (2 rows), current_stage (2 rows), run_id (2 rows).',
    'The answer on line 1 has a next page (next_page_token), which is not in the file.',
  ]);
});

it("reads the latest versions of MLflow's names", async () => {
  const registered_models = [
    { name: 'churn', latest_versions: [MLFLOW_VERSION, { ...MLFLOW_VERSION, version: '9' }] },
  ];
  expect((await importText(JSON.stringify({ registered_models }))).count).toBe(2);
  const empty = importText(JSON.stringify({ registered_models: [{ name: 'new' }] }));
  await expect(empty).rejects.toThrow('line 1: new has no latest_versions, and so no version to import');
});

it('reads a listing of Hugging Face', async () => {
  const { models, told } = await importText(
    JSON.stringify([
      {
        _id: '6',
        id: 'acme/pose-v1.5',
        modelId: 'acme/pose-v1.5',
        likes: 3,
        downloads: 7,
        private: false,
        tags: ['transformers', 'x'.repeat(65)],
        pipeline_tag: 'image-to-text',
        library_name: 'transformers',
        createdAt: '2023-11-14T22:13:20.000Z',
      },
    ]),
  );
  expect(models).toMatchObject([
    {
      model_name: 'acme-pose-v1-5',
      model_version: '1.0.0',
      model_type: 'PyTorch',
      description: 'image-to-text',
      create_at: 1_700_000_000_000,
    },
  ]);
  expect(told).toEqual([
    'Left out, as a model has no place for it here: likes (1 row), downloads (1 row), private (1 row), tags (1 row).',
  ]);
});

it.each([['[{"id":7,"title":"a"}]'], ['{"error":"denied"}'], ['["pose"]'], ['{"data":[{"id":"a"}]}']])(
  'names the fields that it wants of %s',
  async (text) => {
    await expect(importText(text)).rejects.toThrow(
      /line 1: is no model that is understood: it needs model_name, model_version, model_type and source_location/,
    );
  },
);
