import { describe, expect, it } from 'vitest';
import {
  ListModelsQuery,
  listVersionsOfName,
  MAX_PAGE_SIZE,
  ModelPage,
  type PageRequest,
} from './list-models.ts';

const names = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    model_id: `id-${i}`,
    model_name: i % 10 === 0 ? 'posenet' : 'pose',
    model_version: `0.0.${i}`,
  }));

/** A registry with so many models, some of which may be spoiled, and how it reads `offset`. */
function registry(
  count: number,
  rowsPerOffset: number,
  { total_count = count, isSpoiled = (_row: number): boolean => false, largestPage = MAX_PAGE_SIZE } = {},
) {
  const all = names(count).map((model, row) => (isSpoiled(row) ? { ...model, model_id: row } : model));
  const asked: number[] = [];
  const fetchPage = async ({ offset, limit }: PageRequest) => {
    asked.push(offset);
    const start = offset * Math.min(rowsPerOffset, largestPage);
    const models = all.slice(start, start + Math.min(limit, largestPage));
    return ModelPage.parse({ total_count, count: models.length, models });
  };
  return { fetchPage, asked };
}

describe('listing the versions of a name', () => {
  it.each([
    ['a page index', MAX_PAGE_SIZE],
    ['a row offset', 1],
  ])('finds each version once when offset is %s', async (_, rowsPerOffset) => {
    const { fetchPage, asked } = registry(2500, rowsPerOffset);
    const { versions } = await listVersionsOfName('pose', fetchPage);
    expect(versions).toHaveLength(2250);
    expect(new Set(versions.map((version) => version.model_id)).size).toBe(2250);
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it('keeps only the name itself, not the names that contain it', async () => {
    const { versions } = await listVersionsOfName('pose', registry(30, MAX_PAGE_SIZE).fetchPage);
    expect(new Set(versions.map((version) => version.model_name))).toEqual(new Set(['pose']));
  });

  it.each([
    ['a page index', MAX_PAGE_SIZE],
    ['a row offset', 1],
  ])(
    'finds all others, and tells which could not be read, when rows are spoiled and offset is %s',
    async (_, rows) => {
      const isSpoiled = (row: number) => row < 3 || row % 400 === 0;
      const { versions, unreadable } = await listVersionsOfName(
        'pose',
        registry(2500, rows, { isSpoiled }).fetchPage,
      );
      expect(versions).toHaveLength(2250 - 2);
      expect(unreadable).toHaveLength(9);
      expect(unreadable[0]).toEqual({
        what: '{"model_id":0,"model_name":"posenet","model_version":"0.0.0"}',
        why: expect.stringContaining('model_id'),
      });
    },
  );

  it.each([
    ['a page index', MAX_PAGE_SIZE],
    ['a row offset', 1],
  ])('finds all when pages are shorter than asked for and offset is %s', async (_, rows) => {
    const { versions } = await listVersionsOfName(
      'pose',
      registry(2500, rows, { largestPage: 100 }).fetchPage,
    );
    expect(versions).toHaveLength(2250);
  });

  it('finds all when nobody says how many there are', async () => {
    const { versions } = await listVersionsOfName(
      'pose',
      registry(2500, MAX_PAGE_SIZE, { total_count: 0 }).fetchPage,
    );
    expect(versions).toHaveLength(2250);
  });

  it('does not take a row that moved to the next page for a row offset', async () => {
    const { fetchPage } = registry(3500, MAX_PAGE_SIZE);
    const moved = async (request: PageRequest) => {
      const page = await fetchPage(request);
      const last = (await fetchPage({ ...request, offset: request.offset - 1 })).models.at(-1);
      return request.offset === 0 || !last ? page : { ...page, models: [last, ...page.models.slice(0, -1)] };
    };
    const { versions } = await listVersionsOfName('pose', moved);
    expect(versions.length).toBeGreaterThan(3100);
  });

  it('comes to an end when the registry promises more than it has', async () => {
    const { versions } = await listVersionsOfName(
      'pose',
      registry(1000, MAX_PAGE_SIZE, { total_count: 1_000_000 }).fetchPage,
    );
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
