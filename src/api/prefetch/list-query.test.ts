import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelGroupsQuery } from '../../../core/console-api/models/model-group-queries.ts';
import { MODEL_STATUSES, MODEL_TYPES } from '../../../core/contract/model-choices.ts';
import { addressOf } from './address-of.ts';
import { firstReads } from './first-reads.ts';
import { FILTER_NAMES, parseListQuery } from './list-query.ts';

const BY_NAME = { sort: 'name', order: 'asc' };
const read = (query: string) => parseListQuery(new URLSearchParams(query));

describe('an address', () => {
  it.each([
    ['status=failed', { status: ['failed'] }],
    ['status=failed&status=building_failed', { status: ['failed', 'building_failed'] }],
    ['status=building_failed,failed,failed', { status: ['failed', 'building_failed'] }],
    ['status=levitating&status=failed', { status: ['failed'] }],
    ['status=levitating&type=,&in_use=perhaps&created=soon', {}],
    ['created=2026-06-01..2026-08-24', { created: '2026-06-01..2026-08-24' }],
    ['created=..2026-08-24', { created: '..2026-08-24' }],
    ['created=2026-08-24..2026-06-01', {}],
    ['created=2026-13-01..', {}],
    ['created=..', {}],
    ['in_use=at-rest', { in_use: 'at-rest' }],
    ['created=older-6m', { created: 'older-6m' }],
    ['created=older-0m', {}],
    ['size=500MB..2GB&protected=no', { size: '500MB..2GB', protected: 'no' }],
    ['size=2GB..500MB&protected=never', {}],
    ['not_in_newest=3', { not_in_newest: 3 }],
    ['not_in_newest=51', {}],
    ['owner=a,b&owner=c&owner=&owner=c', { owner: ['a,b', 'c'] }],
    ['type=PyTorch&in_use=no&search=a,b', { type: ['PyTorch'], in_use: 'no', search: 'a,b' }],
  ])('%s narrows to what there is', (query, filters) => {
    expect(read(query)).toEqual({ filters, sorting: BY_NAME });
  });

  it.each([
    ['sort=size&order=desc', { sort: 'size', order: 'desc' }],
    ['sort=luck&order=desc', { sort: 'name', order: 'desc' }],
    ['order=sideways', BY_NAME],
  ])('%s sorts as can be sorted', (query, sorting) => {
    expect(read(query).sorting).toEqual(sorting);
  });

  const word = fc.constantFrom(
    ...MODEL_STATUSES,
    ...MODEL_TYPES,
    'yes',
    'at-rest',
    'week',
    '2026-06-01..',
    '2026-06-01..2026-05-01',
    'size',
    '500MB..',
    '2..1',
    'last-3w',
    '7',
    '70',
    'desc',
    'nonsense',
    '',
  );
  const name = fc.constantFrom(...FILTER_NAMES, 'sort', 'order', 'nonsense');
  const queries = fc
    .array(fc.tuple(name, word), { maxLength: 10 })
    .map((told) => new URLSearchParams(told).toString());

  it('never asks for what the gateway refuses, and keeps what it would not', () => {
    let kept = 0;
    fc.assert(
      fc.property(queries, (query) => {
        const { filters, sorting } = read(query);
        const { not_in_newest: newest, ...others } = filters;
        const said = { ...others, ...sorting, ...(newest && { not_in_newest: String(newest) }) };
        const { limit, ...asked } = ModelGroupsQuery.parse(said);
        expect(asked).toEqual({ ...filters, ...sorting });
        kept += Object.keys(filters).length;
      }),
    );
    expect(kept).toBeGreaterThan(0);
  });

  it('without unknown values is asked for early by the very address of the list', () => {
    const query =
      'type=PyTorch&created=week&sort=size&status=failed&in_use=no&search=net&order=desc' +
      '&owner=a&owner=b&not_in_newest=3&size=1GB..&protected=no';
    const { filters, sorting } = read(query);
    expect(Object.keys(filters)).toHaveLength(FILTER_NAMES.length);
    expect(firstReads({ pathname: '/models', search: query })).toContain(
      addressOf('/api/model-groups', { ...filters, ...sorting }),
    );
  });

  it('with unknown values is asked for early as the list asks for it', () => {
    const reads = firstReads({
      pathname: '/models',
      search: 'status=failed,levitating&sort=luck&created=soon',
    });
    expect(reads).toContain('/api/model-groups?status=failed&sort=name&order=asc');
  });
});
