import { describe, expect, it } from 'vitest';
import { listedBy } from '../early/listed-by.ts';
import { withoutUnknown } from './filter-values.ts';

const BY_NAME = { sort: 'name', order: 'asc' };
const read = (query: string) => withoutUnknown(listedBy(new URLSearchParams(query)));

describe('an address', () => {
  it.each([
    ['status=failed', { status: ['failed'] }],
    ['status=failed&status=building_failed', { status: ['failed', 'building_failed'] }],
    ['status=building_failed,failed,failed', { status: ['failed', 'building_failed'] }],
    ['status=levitating&status=failed', { status: ['failed'] }],
    ['status=levitating&type=,&in_use=perhaps&created=soon', {}],
    ['type=PyTorch&in_use=no&search=a,b', { type: ['PyTorch'], in_use: 'no', search: 'a,b' }],
  ])('%s narrows to what there is', (query, narrowing) => {
    expect(read(query)).toEqual({ narrowing, sorting: BY_NAME });
  });

  it.each([
    ['sort=size&order=desc', { sort: 'size', order: 'desc' }],
    ['sort=luck&order=desc', { sort: 'name', order: 'desc' }],
    ['order=sideways', BY_NAME],
  ])('%s sorts as can be sorted', (query, sorting) => {
    expect(read(query).sorting).toEqual(sorting);
  });
});
