import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { importModels } from '../import/import-models.ts';
import { sampleModels } from '../sample/sample-models.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { jsonText } from './json-text.ts';
import { insertModels } from './models/insert-models.ts';

const ctx = setUpGateway();

const Params = z.array(z.looseObject({ param_desc: z.string() }));
const Detail = z.looseObject({
  model_metrics: z.string(),
  config: z.string(),
  apis: z.string(),
  input_params: Params,
  output_params: Params,
});

/** Every field of a version that is documented as JSON in a string, as a client asks for it and parses it. */
async function parsed(model_id: string) {
  const { body } = await ctx.registry.call('GET', `/models/${model_id}`);
  const { model_metrics, config, apis, input_params, output_params } = Detail.parse(body);
  const descriptions = [...input_params, ...output_params].map((param) => param.param_desc);
  return [model_metrics, config, apis, ...descriptions].map((text): unknown => JSON.parse(text));
}

/** Fields as somebody may register them, with nothing of JSON in them. */
const LOOSE = {
  initial_config: '',
  model_metrics: 'f1: 0.9',
  input_params: [{ param_name: 'image', param_desc: '' }, { param_name: 'size' }],
  output_params: [{ param_name: 'people', param_desc: 'who is there' }],
};
const MODEL = { model_version: '1.0.0', model_type: 'Custom', source_location: '/b/m' };

describe('what is documented as JSON in a string holds JSON', () => {
  it.each(['', ' ', '{', 'plain words', '[1', '"'])('whatever is stored: %j', (text) => {
    const said: unknown = JSON.parse(jsonText(text, '{}'));
    expect(said).toEqual(text.trim() === '' ? {} : text);
  });

  it('and what is JSON already is not touched', () => {
    fc.assert(fc.property(fc.json(), (text) => jsonText(text, '{}') === text));
    fc.assert(fc.property(fc.string(), (text) => void JSON.parse(jsonText(text, '[]'))));
  });

  it('of a version that was registered', async () => {
    const { body } = await ctx.registry.call('POST', '/models', { ...MODEL, model_name: 'pose', ...LOOSE });
    const { model_id } = z.object({ model_id: z.string() }).parse(body);
    expect(await parsed(model_id)).toEqual(['f1: 0.9', {}, [], {}, {}, 'who is there']);
  });

  it('of a version that was registered with nothing of the kind', async () => {
    expect(await parsed(await ctx.registry.create('pose', '1.0.0'))).toEqual([{}, {}, []]);
  });

  it('of a version that was imported, with the interfaces that its configuration names', async () => {
    const model_id = 'imported-pose';
    const apis = [{ url: '/', method: 'post' }];
    const row = {
      ...MODEL,
      ...LOOSE,
      model_name: 'pose',
      model_id,
      initial_config: JSON.stringify({ apis }),
    };
    await importModels(ctx.gateway.store, ctx.project, Readable.from([JSON.stringify([row])]));
    expect(await parsed(model_id)).toEqual(['f1: 0.9', { apis }, apis, {}, {}, 'who is there']);
  });

  it('of the sample', async () => {
    const { account_id, project_id, operator } = ctx.project;
    const [model] = sampleModels({ account_id, project_id, user_id: operator.user_id });
    if (!model) throw new Error('The sample has no models.');
    await ctx.gateway.store.transaction().execute((trx) => insertModels(trx, project_id, [model]));
    expect(await parsed(model.model_id)).toEqual([{}, {}, []]);
  });
});
