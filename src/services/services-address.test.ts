import { expect, it } from 'vitest';
import { parseServices } from './services-address.ts';

it('reads what an address says, and sorts by what is blocked where it says nothing', () => {
  expect(parseServices(new URLSearchParams(''))).toEqual({
    filters: {},
    sorting: { sort: 'bytes', order: 'desc' },
  });
  expect(
    parseServices(new URLSearchParams('search= pose &status=failed&owner=a&owner=b&sort=name&order=asc')),
  ).toEqual({
    filters: { search: 'pose', status: ['failed'], owner: ['a', 'b'] },
    sorting: { sort: 'name', order: 'asc' },
  });
});

it('drops what there is none of', () => {
  const params = new URLSearchParams('status=levitating,stopped&owner=&sort=beauty&order=up&model_name=x');
  expect(parseServices(params)).toEqual({
    filters: { status: ['stopped'] },
    sorting: { sort: 'bytes', order: 'desc' },
  });
});
