import { describe, expect, it } from 'vitest';
import type { ModelGroup, VersionRow } from '../../api/queries/models/model-groups.ts';
import { withoutGone } from './reconcile-selection.ts';
import { countSelection, NOTHING_SELECTED, selectGroups, selectVersions } from './selection.ts';

describe('a selection that others delete from', () => {
  it('loses versions that are gone, and counts those that are left', () => {
    const rows = [version('a'), version('b')];
    const selection = selectVersions(NOTHING_SELECTED, group('pose', 3), rows, true);
    const left = withoutGone(selection, {
      names: ['pose'],
      groups: [group('pose', 2)],
      gone: new Set(['a']),
    });
    expect(countSelection(left)).toEqual({ names: 1, versions: 1, size: 10 });
  });

  it('loses names that are gone, or of which nothing is selected any more', () => {
    const all = selectGroups(NOTHING_SELECTED, [group('gone', 2)], true);
    const selection = selectVersions(all, group('pose', 3), [version('a')], true);
    const names = ['gone', 'pose'];
    const left = withoutGone(selection, { names, groups: [group('pose', 2)], gone: new Set(['a']) });
    expect(left).toEqual(NOTHING_SELECTED);
  });

  it('counts all of a name as it is now', () => {
    const selection = selectGroups(NOTHING_SELECTED, [group('pose', 3), group('other', 1)], true);
    const left = withoutGone(selection, { names: ['pose'], groups: [group('pose', 2)], gone: new Set() });
    expect(countSelection(left)).toEqual({ names: 2, versions: 3, size: 30 });
  });

  it('leaves names alone that did not change', () => {
    const selection = selectGroups(NOTHING_SELECTED, [group('pose', 3)], true);
    expect(withoutGone(selection, { names: [], groups: [], gone: new Set(['a']) })).toEqual(selection);
  });
});

function group(model_name: string, versions: number): ModelGroup {
  return {
    model_name,
    versions,
    matching: versions,
    matching_size: 10 * versions,
    model_size: 10 * versions,
    statuses: {},
    model_types: [],
    services: 0,
    latest_version: '1.0.0',
    latest_create_at: 0,
  };
}

function version(model_id: string): VersionRow {
  return { model_id, model_name: 'pose', model_version: '1.0.0', model_size: 10, services: [] };
}
