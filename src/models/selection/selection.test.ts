import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelGroup, VersionRow } from '../../api/queries/models/model-groups.ts';
import {
  countSelection,
  groupState,
  isVersionSelected,
  NOTHING_SELECTED,
  type Selection,
  selectGroups,
  selectVersions,
} from './selection.ts';

const SIZES = { pose: 3, posenet: 2 };
type Name = keyof typeof SIZES;
const NAMES: Name[] = ['pose', 'posenet'];

const group = (model_name: Name): ModelGroup => ({
  model_name,
  versions: SIZES[model_name],
  matching: SIZES[model_name],
  model_size: SIZES[model_name],
  matching_size: SIZES[model_name],
  statuses: {},
  model_types: [],
  services: 0,
  latest_version: '1.0.0',
  latest_create_at: 0,
});
const version = (model_name: Name, place: number): VersionRow => ({
  model_id: `${model_name}-${place}`,
  model_name,
  model_version: `1.0.${place}`,
  model_size: 1,
  services: [],
});
const everything = NAMES.flatMap((name) =>
  Array.from({ length: SIZES[name] }, (_, place) => version(name, place)),
);

const ticks = fc.array(
  fc.record({ row: fc.constantFrom(...everything), whole: fc.boolean(), isOn: fc.boolean() }),
);
const starts = fc.constantFrom<Selection>(NOTHING_SELECTED, {
  matching: { filters: {}, names: 2, versions: 5, model_size: 5, is_at_least: false },
  names: new Map(),
});

describe('a selection', () => {
  it('is, after any ticks and unticks, the set of ids that a plain set would be', () => {
    fc.assert(
      fc.property(starts, ticks, (start, clicks) => {
        let selection = start;
        const plain = new Set(start.matching ? everything.map((row) => row.model_id) : []);
        for (const { row, whole, isOn } of clicks) {
          const name = row.model_name === 'pose' ? 'pose' : 'posenet';
          const rows = whole ? everything.filter((other) => other.model_name === name) : [row];
          selection = whole
            ? selectGroups(selection, [group(name)], isOn)
            : selectVersions(selection, group(name), rows, isOn);
          for (const { model_id } of rows) plain[isOn ? 'add' : 'delete'](model_id);
        }
        for (const row of everything) {
          expect(isVersionSelected(selection, row)).toBe(plain.has(row.model_id));
        }
        const { versions, names } = countSelection(selection);
        expect(versions).toBe(plain.size);
        const touched = NAMES.filter((name) => groupState(selection, group(name)) !== 'none');
        expect(names).toBe(touched.length);
      }),
    );
  });

  it('of everything that matches shows a name as mixed when only a part of it matches', () => {
    const matching = {
      filters: { search: '1.0.1' },
      names: 1,
      versions: 1,
      model_size: 1,
      is_at_least: false,
    };
    const selection = { matching, names: new Map() };
    expect(groupState(selection, { ...group('pose'), matching: 1 })).toBe('some');
  });
});
