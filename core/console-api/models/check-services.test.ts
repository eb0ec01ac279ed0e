import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Blockers } from './blockers.ts';
import { checkServices, type ServiceCheck } from './check-services.ts';

const SERVICE = { service_id: 's', service_name: 'voice-gateway', status: 'running', infer_type: 'batch' };

/** Answers for so many of what is asked, in turn, and leaves the rest. */
function registry(steps: readonly number[]) {
  const asked: (readonly string[])[] = [];
  const ask = async (ids: readonly string[]): Promise<Blockers> => {
    const reach = steps[asked.length] ?? ids.length;
    asked.push(ids);
    const services = Object.fromEntries(ids.slice(0, reach).map((id) => [id, [SERVICE]]));
    return { checked_at: asked.length, services, left: ids.slice(reach) };
  };
  return { asked, ask };
}

async function allOf(ids: readonly string[], ask: Parameters<typeof checkServices>[1]) {
  const told: ServiceCheck[] = [];
  for await (const check of checkServices(ids, ask)) told.push(check);
  return told;
}

const ids = fc.uniqueArray(fc.uuid(), { maxLength: 40 });
const steps = fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 50 });

it('asks for every version once, whatever each answer leaves, and tells what is known as it goes', async () => {
  await fc.assert(
    fc.asyncProperty(ids, steps, async (all, reaches) => {
      const { asked, ask } = registry(reaches);
      const told = await allOf(all, ask);
      expect(told).toHaveLength(asked.length);
      for (const [nth, check] of told.entries()) {
        expect(check.asked).toBe(check.services.size);
        expect([...check.services.keys(), ...check.left].toSorted()).toEqual(all.toSorted());
        expect(new Set(asked[nth + 1] ?? [])).toEqual(check.left);
      }
      expect(told.at(-1)?.left.size ?? 0).toBe(0);
      expect(new Set(told.at(-1)?.services.keys())).toEqual(new Set(all));
    }),
  );
});

it('does not ask for ever for what the registry never comes to: it counts as not checked', async () => {
  const { asked, ask } = registry([2, 0]);
  const told = await allOf(['a', 'b', 'c'], ask);
  expect(asked).toEqual([['a', 'b', 'c'], ['c']]);
  expect([...(told.at(-1)?.services.keys() ?? [])]).toEqual(['a', 'b']);
  expect(told.at(-1)?.left.size).toBe(0);
});

it('does not ask for versions that nobody asked about', async () => {
  const asked: (readonly string[])[] = [];
  await allOf(['a', 'b'], async (some) => {
    asked.push(some);
    return { checked_at: 1, services: {}, left: asked.length === 1 ? ['b', 'stranger'] : [] };
  });
  expect(asked).toEqual([['a', 'b'], ['b']]);
});

it('ends with the error of a request', async () => {
  const { ask } = registry([1]);
  let calls = 0;
  const failing = (some: readonly string[]) => {
    calls += 1;
    return calls === 2 ? Promise.reject(new Error('lost')) : ask(some);
  };
  await expect(allOf(['a', 'b', 'c'], failing)).rejects.toThrow('lost');
  expect(calls).toBe(2);
});
