import { expect, it } from 'vitest';
import { USUAL_SETTINGS } from '../../core/housekeeping/suggest.ts';
import { parseCleanup } from './cleanup-address.ts';

const parse = (address: string) => parseCleanup(new URLSearchParams(address));

it('reads what an address says, within limits, and what is usual for the rest', () => {
  expect(parse('')).toEqual({ reason: undefined, settings: USUAL_SETTINGS });
  expect(parse('reason=copy&failed_days=90&newest=3')).toEqual({
    reason: 'copy',
    settings: { ...USUAL_SETTINGS, failed_days: 90, newest: 3 },
  });
  expect(parse('reason=all&newest=500&old_months=0&idle_months=-1&failed_days=many')).toEqual({
    reason: undefined,
    settings: { ...USUAL_SETTINGS, newest: 50, old_months: 1 },
  });
});
