import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countCases } from '../testing/count-cases.ts';
import { scenarios, simulate } from './testing/simulate.ts';

it('tells the truth about every version, whatever the registry, the network and other people do', async () => {
  const came = countCases('calls', 'faults', 'kills');
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      const { disagreements, ...counts } = await simulate(scenario);
      for (const kind of ['calls', 'faults', 'kills'] as const) if (counts[kind] > 0) came(kind);
      expect(disagreements).toEqual([]);
    }),
    { numRuns: 2000 },
  );
}, 60_000);
