import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scenarios, simulate } from './testing/simulate.ts';

it('tells the truth about every version, whatever the registry, the network and other people do', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      expect((await simulate(scenario)).disagreements).toEqual([]);
    }),
    { numRuns: 2000 },
  );
}, 60_000);
