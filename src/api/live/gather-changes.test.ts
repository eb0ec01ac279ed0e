import { expect, it } from 'vitest';
import { mergeChanges } from './gather-changes.ts';

it('tells that the reading of a remote registry got on, beside the names and receipts that changed', () => {
  const changes = mergeChanges([
    { about: 'mirror' },
    { about: 'models', names: ['a'], gone: [] },
    { about: 'mirror' },
    { about: 'deletions', deletion_id: 'd' },
    { about: 'activity' },
  ]);
  expect(changes).toEqual({ names: new Set(['a']), deletions: new Set(['d']), mirror: true, activity: true });
});

it('tells nothing of a reading when nothing was told of one, and all of it when changes were missed', () => {
  expect(mergeChanges([{ about: 'models', names: null, gone: [] }])).toEqual({
    names: 'any',
    deletions: new Set(),
    mirror: false,
    activity: false,
  });
  expect(mergeChanges([{ about: 'everything' }])).toEqual({
    names: 'any',
    deletions: 'any',
    mirror: true,
    activity: true,
  });
});
