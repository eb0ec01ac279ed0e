import { describe, expect, it } from 'vitest';
import { planChoice } from '../../../core/deletion/plan-deletion.ts';
import { changeText } from './compare-registry.ts';
import { previewText, titleOf } from './preview.ts';

const SERVICE = { service_id: 's', service_name: 'voice', status: 'running', infer_type: 'real-time' };
const LONG = 'n'.repeat(64);

/** Versions of two names, of which the check knows some, and one is kept. */
function preview() {
  const listed = ['姿态', '姿态', '姿态', LONG, LONG].map((model_name, place) => {
    return {
      model_id: `id-${place}`,
      model_name,
      model_version: `1.0.${place}`,
      create_at: place,
      model_size: 1e6,
    };
  });
  const candidates = new Set(listed.map((model) => model.model_id));
  const chosen = new Set([...candidates].slice(0, 4));
  const check = new Map([
    ['id-0', []],
    ['id-1', [{ ...SERVICE, owner_name: 'jonas' }]],
    ['id-2', [{ ...SERVICE, status: 'stopped' }]],
    ['id-4', []],
  ]);
  return planChoice({ listed, chosen, candidates }, check);
}

describe('a preview', () => {
  it('has exceptions first, each name with its subtotal, and a sum in which every version stands once', () => {
    expect(previewText({ ...preview(), outOf: 5 }, 80)).toBe(
      `Delete 1 of 5 versions of 2 names

Will be refused (1)
  姿态  1 version · 1.0 MB
    1.0.1  in use by voice (running, published by jonas)

May be refused: its service is at rest (1)
  姿态  1 version · 1.0 MB
    1.0.2  in use by voice (stopped)

Not checked: may be refused (1)
  ${LONG}  1 version · 1.0 MB
    1.0.3

Will be deleted (1)
  姿态  1 version · 1.0 MB
    1.0.0

Kept (1)
  ${LONG}  1 version · 1.0 MB
    1.0.4

5 = 1 will be deleted + 1 may be refused + 1 not checked + 1 will be refused + 1 kept · frees 1.0 MB
2 calls. This cannot be undone.`,
    );
  });

  it('says what it could not find out', () => {
    const found = {
      matched: [{ selector: '姿*', names: ['姿态'], isWhole: false }],
      short: [{ name: '姿态', came: 3, missing: 2 }],
      unreadable: [{ what: '{}', why: 'model_id: missing' }],
    };
    const text = previewText({ ...preview(), found, trouble: 'It took too long.' }, 80);
    expect(text.split('\n\n')[1]?.split('\n')).toEqual([
      '姿*: 1 name, and there may be others: the list of models is not whole',
      'Services could not be asked for: It took too long.',
      'The list of 姿态 is not whole: 3 came, 2 more are missing. It goes version by version.',
      '1 row of the lists could not be read: what they are is not in this plan.',
    ]);
  });

  it('says that nothing can be deleted, or would be', () => {
    const { plan, candidates } = preview();
    const refused = plan.affected.filter(({ verdict }) => verdict === 'blocked');
    const titleFor = (affected: typeof refused) => titleOf({ plan: { ...plan, affected }, candidates });
    expect(titleFor(refused)).toBe('This version cannot be deleted now.');
    expect(titleFor([...refused, ...refused])).toBe('None of these 2 versions can be deleted now.');
    expect(titleFor([])).toBe('Nothing would be deleted.');
  });
});

const NO_CHANGE = { added: [], removed: [], changed: [], shielded: [], lifted: [], trouble: undefined };

it('lists at most twenty differences, and how many more there are', () => {
  const [version] = preview().plan.affected;
  if (!version) throw new Error('There is no version.');
  const added = Array.from({ length: 23 }, (_, place) => ({ ...version, model_version: `2.0.${place}` }));
  const lines = changeText({ ...NO_CHANGE, added }).split('\n');
  expect(lines).toHaveLength(23);
  expect(lines[20]).toBe('  + 姿态 2.0.19 was added');
  expect(lines[21]).toBe('  and 3 more');
});
