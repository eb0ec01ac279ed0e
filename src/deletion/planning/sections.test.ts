import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from './sections.ts';
import type { ForeseenVersion } from './shown-versions.ts';

const version = fc.record({
  model_id: fc.uuid(),
  model_name: fc.constantFrom('posenet', 'AlexNet', 'Candy'),
  model_version: fc.constantFrom('1.0.0', '1.0.1'),
  model_size: fc.option(fc.nat(1e9), { nil: undefined }),
  subscribed: fc.boolean(),
  verdict: fc.constantFrom('delete', 'blocked', 'at-risk', 'unchecked'),
  isKept: fc.boolean(),
  isBeingChecked: fc.boolean(),
});
const versions = fc
  .uniqueArray(version, { selector: (one) => one.model_id, maxLength: 30 })
  .map((all): ForeseenVersion[] =>
    all.map(({ model_size, ...one }) => ({
      ...one,
      services: [],
      ...(model_size !== undefined && { model_size }),
    })),
  );

describe('the lines of a review', () => {
  it('have every version once, under a heading that counts it', () => {
    fc.assert(
      fc.property(versions, (rows) => {
        const lines = linesOf(rows);
        const shown = lines.flatMap((line) => (line.kind === 'version' ? [line.row.model_id] : []));
        expect(shown.toSorted()).toEqual(rows.map((row) => row.model_id).toSorted());
        const headings = lines.flatMap((line) => (line.kind === 'section' ? [line.words] : []));
        const counted = headings.reduce((sum, words) => sum + Number(/\((\d+)\)/.exec(words)?.[1]), 0);
        if (headings.length > 0) expect(counted).toBe(rows.length);
      }),
    );
  });

  it('begin with what will be refused and end with what is kept', () => {
    const one = { model_version: '1.0.0', subscribed: false, services: [], isBeingChecked: false };
    const rows: ForeseenVersion[] = [
      { ...one, model_id: 'a', model_name: 'posenet', verdict: 'delete', isKept: false, model_size: 1000 },
      { ...one, model_id: 'b', model_name: 'AlexNet', verdict: 'delete', isKept: true },
      { ...one, model_id: 'c', model_name: 'posenet', verdict: 'blocked', isKept: false },
      { ...one, model_id: 'd', model_name: 'posenet', verdict: 'delete', isKept: false, model_size: 500 },
    ];
    const told = linesOf(rows).map((line) => {
      if (line.kind === 'version') return line.row.model_id;
      return line.kind === 'name' ? `${line.name}: ${line.words}` : line.words;
    });
    expect(told).toEqual([
      ...['Will be refused (1)', 'posenet: 1 version', 'c'],
      ...['Will be deleted (2)', 'posenet: 2 versions · 1.5 kB', 'a', 'd'],
      ...['Kept (1)', 'AlexNet: 1 version', 'b'],
    ]);
  });
});
