import { describe, expect, it } from 'vitest';
import { ListModelsQuery } from './list-models.ts';

describe('the query of the list', () => {
  it('refuses model_type together with not_model_type, and unknown parameters', () => {
    expect(ListModelsQuery.safeParse({ model_type: 'Custom', not_model_type: 'Image' }).success).toBe(false);
    expect(ListModelsQuery.safeParse({ colour: 'green' }).success).toBe(false);
  });

  it('has the defaults of the contract', () => {
    expect(ListModelsQuery.parse({})).toMatchObject({
      offset: 0,
      limit: 1000,
      sort_by: 'create_at',
      order: 'desc',
    });
  });
});
