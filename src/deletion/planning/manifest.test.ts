import { describe, expect, test } from 'vitest';
import { manifestAsCsv, manifestAsJson } from './manifest.ts';

const ENTRIES = [
  { model_id: 'a', config: { gpu: 1 }, model_name: 'posenet', model_version: '1.0.0', model_size: 12 },
  { model_version: '1.0.1', model_id: 'b', model_name: '=1+1', description: 'of "two", lines\nlong' },
];

describe('a manifest', () => {
  test('has a column for each field of any version in CSV, what it is first', () => {
    expect(manifestAsCsv(ENTRIES)).toBe(
      '\uFEFFmodel_name,model_version,model_id,model_size,config,description\r\n' +
        'posenet,1.0.0,a,12,"{""gpu"":1}",\r\n' +
        '\'=1+1,1.0.1,b,,,"of ""two"", lines\nlong"\r\n',
    );
  });

  test('has everything in JSON, as it came', () => {
    expect(JSON.parse(manifestAsJson('p1', 0, ENTRIES))).toEqual({
      made_at: '1970-01-01T00:00:00.000Z',
      project_id: 'p1',
      models: ENTRIES,
    });
  });
});
