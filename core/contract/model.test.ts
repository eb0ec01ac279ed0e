import { expect, it } from 'vitest';
import { compareVersions, ModelListItem, ModelVersion } from './model.ts';

it('reads a model of which only id, name and version are right', () => {
  const odd = {
    model_id: 'a',
    model_name: 'b',
    model_version: 'c',
    model_size: 'big',
    create_at: null,
    extra: 1,
  };
  expect(ModelListItem.parse(odd)).toMatchObject({
    model_id: 'a',
    model_size: undefined,
    create_at: undefined,
  });
});

it.each(['0.0.0', '1.2.3', '10.20.99'])('takes %s for a version', (version) => {
  expect(ModelVersion.safeParse(version).success).toBe(true);
});

it.each(['1.2', '1.2.3.4', '01.2.3', '1.2.100', 'v1.2.3', '1.2.3 ', ''])(
  'does not take "%s" for a version',
  (version) => {
    expect(ModelVersion.safeParse(version).success).toBe(false);
  },
);

it('orders versions by their numbers', () => {
  expect(['1.10.0', '1.9.0', '1.2.3'].sort(compareVersions)).toEqual(['1.2.3', '1.9.0', '1.10.0']);
});
