import { describe, expect, it } from 'vitest';
import { MAX_PAGE_SIZE } from './query-values.ts';
import { listVersionsOfName, ModelPage, type PageRequest, searchModels } from './versions-of-name.ts';

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

  it('is a search of which other names are left out: one without a name finds all models', async () => {
    const { fetchPage } = registry(2500, 1);
    const requests: PageRequest[] = [];
    const noting = (request: PageRequest) => {
      requests.push(request);
      return fetchPage(request);
    };
    const { models, isWhole } = await searchModels({}, noting);
    expect([new Set(models.map((model) => model.model_id)).size, isWhole]).toEqual([2500, true]);
    expect(requests[0]).toEqual({ offset: 0, limit: MAX_PAGE_SIZE });
    await listVersionsOfName('pose', noting);
    expect(requests.at(-1)).toMatchObject({ model_name: 'pose', exact_match: 'true' });
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

/** Pages as they come, one after the other; after the last, pages without rows. */
function pagesOf(...bodies: (object | Error)[]) {
  let next = 0;
  return async () => {
    const body = bodies[next] ?? { ...bodies.at(-1), models: [] };
    next += 1;
    if (body instanceof Error) throw body;
    return ModelPage.parse(body);
  };
}
const rows = (count: number, from = 0) => names(from + count).slice(from);
const listed = async (...bodies: (object | Error)[]) => {
  const { versions, unreadable, ...list } = await listVersionsOfName('pose', pagesOf(...bodies));
  return list;
};

describe('a list of a name', () => {
  it.each([
    ['has all that was promised', [{ total_count: 18, models: rows(18) }]],
    [
      'has all that was promised, on short pages',
      [
        { total_count: 18, models: rows(10) },
        { total_count: 18, models: rows(8, 10) },
      ],
    ],
    ['has more than was promised', [{ total_count: 6, models: rows(18) }]],
    ['is promised by nobody', [{ models: rows(18) }]],
    ['has a promise that is none', [{ total_count: '20', count: -1, models: rows(18) }]],
    ['has a promise that is no whole number', [{ total_count: 18.5, models: rows(18) }]],
    ['has a full page, and an empty one after it', [{ models: rows(1000) }, { models: [] }]],
    ['is empty, and promised to be', [{ total_count: 0, models: [] }]],
  ])('is whole when it %s', async (_, bodies) => {
    expect(await listed(...bodies)).toMatchObject({ isWhole: true, missing: 0 });
  });

  it.each([
    ['an empty page follows', [{ total_count: 18, models: rows(6) }], { came: 6, missing: 12 }],
    ['there is nothing', [{ total_count: 18, models: [] }], { came: 0, missing: 18 }],
    ['its page has fewer rows than it says', [{ count: 18, models: rows(6) }], { came: 6, missing: 12 }],
    [
      'a row is listed twice',
      [{ total_count: 7, models: [...rows(6), ...rows(1)] }],
      { came: 6, missing: 1 },
    ],
    [
      'a row is listed twice, in two cases',
      [
        {
          total_count: 2,
          models: ['a', 'A'].map((letter) => ({
            model_id: `10eb0091-887f-4839-9929-cbc884f1e20${letter}`,
            model_name: 'pose',
            model_version: '1.0.0',
          })),
        },
      ],
      { came: 1, missing: 1 },
    ],
    [
      'fewer were promised on its last page',
      [
        { total_count: 18, models: rows(6) },
        { total_count: 6, models: [] },
      ],
      { came: 6, missing: 12 },
    ],
    [
      'its second page fails',
      [{ total_count: 1_200, models: rows(1000) }, new Error('502')],
      { came: 1000, missing: 200 },
    ],
    [
      'its second page fails, and nobody says how many there are',
      [{ models: rows(1000) }, new Error('502')],
      { came: 1000, missing: 0 },
    ],
    [
      'its full page comes again and again',
      [{ models: rows(1000) }, { models: rows(1000) }],
      { came: 1000, missing: 0 },
    ],
    [
      'a row cannot be read',
      [{ total_count: 7, models: [...rows(6), { model_id: '../x' }] }],
      { came: 7, missing: 0 },
    ],
    [
      'one id has two names',
      [{ total_count: 2, models: ['pose', 'other'].map((model_name) => ({ ...rows(1)[0], model_name })) }],
      {},
    ],
  ])('is not whole when %s', async (_, bodies, told) => {
    expect(await listed(...bodies)).toMatchObject({ isWhole: false, ...told });
  });

  it('fails when its first page does', async () => {
    await expect(listVersionsOfName('pose', pagesOf(new Error('502')))).rejects.toThrow('502');
  });

  it('shows an id that comes in two cases as it came first', async () => {
    const upper = '10EB0091-887F-4839-9929-CBC884F1E20E';
    const models = [upper, upper.toLowerCase()].map((model_id) => ({ ...rows(2)[1], model_id }));
    const { versions } = await listVersionsOfName('pose', pagesOf({ models }));
    expect(versions.map(({ model_id }) => model_id)).toEqual([upper]);
  });
});
