import { describe, expect, it } from 'vitest';
import { ListModelsQuery, listVersionsOfName, MAX_PAGE_SIZE, type PageRequest } from './list-models.ts';

const names = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    model_id: `id-${i}`,
    model_name: i % 10 === 0 ? 'posenet' : 'pose',
    model_version: `0.0.${i}`,
  }));

/** A registry with so many models, and how it reads `offset`. */
function registry(count: number, rowsPerOffset: number, total_count = count) {
  const all = names(count);
  const asked: number[] = [];
  const fetchPage = async ({ offset, limit }: PageRequest) => {
    asked.push(offset);
    const models = all.slice(offset * rowsPerOffset, offset * rowsPerOffset + limit);
    return { total_count, count: models.length, models };
  };
  return { fetchPage, asked };
}

describe('listing the versions of a name', () => {
  it.each([
    ['a page index', MAX_PAGE_SIZE],
    ['a row offset', 1],
  ])('finds each version once when offset is %s', async (_, rowsPerOffset) => {
    const { fetchPage, asked } = registry(2500, rowsPerOffset);
    const versions = await listVersionsOfName('pose', fetchPage);
    expect(versions).toHaveLength(2250);
    expect(new Set(versions.map((version) => version.model_id)).size).toBe(2250);
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it('keeps only the name itself, not the names that contain it', async () => {
    const versions = await listVersionsOfName('pose', registry(30, MAX_PAGE_SIZE).fetchPage);
    expect(new Set(versions.map((version) => version.model_name))).toEqual(new Set(['pose']));
  });

  it('comes to an end when the registry promises more than it has', async () => {
    const versions = await listVersionsOfName('pose', registry(1000, MAX_PAGE_SIZE, 1_000_000).fetchPage);
    expect(versions).toHaveLength(900);
  });
});

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
