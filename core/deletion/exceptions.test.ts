import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelListItem } from '../contract/model.ts';
import { type Exceptions, leaveOut, NO_EXCEPTIONS, newestFirst } from './exceptions.ts';
import { versionsOfOneName } from './testing/arbitrary-deletion.ts';

const ofTwoNames = fc
  .tuple(versionsOfOneName, versionsOfOneName)
  .map(([some, others]) => [
    ...some,
    ...others.map((model) => ({ ...model, model_id: `other-${model.model_id}`, model_name: 'AlexNet' })),
  ]);

const namesOf = (models: readonly ModelListItem[]) =>
  Map.groupBy(models, (model) => model.model_name).values();

describe('what is left out of a deletion', () => {
  it('are as many of the newest of each name as are to be kept, and nothing older than what goes', () => {
    fc.assert(
      fc.property(ofTwoNames, fc.nat(50), (models, newest) => {
        const goes = leaveOut(models, { ...NO_EXCEPTIONS, newest }, new Map());
        for (const ofName of namesOf(models)) {
          const kept = ofName.filter((model) => !goes.has(model.model_id));
          expect(kept).toHaveLength(Math.min(newest, ofName.length));
          const oldestKept = Math.min(...kept.map((model) => model.create_at ?? 0));
          for (const model of ofName)
            if (goes.has(model.model_id)) expect(model.create_at ?? 0).toBeLessThanOrEqual(oldestKept);
        }
      }),
    );
  });

  it('is what a service uses, at rest or not, and what could not be checked', () => {
    const service = { service_id: 's', service_name: 'voice', status: 'stopped', infer_type: 'batch' };
    const models = ['free', 'used', 'unchecked'].map((model_id) => {
      return { model_id, model_name: 'pose', model_version: '1.0.0' };
    });
    const check = new Map([
      ['free', []],
      ['used', [service]],
    ]);
    expect([...leaveOut(models, { ...NO_EXCEPTIONS, inUse: true }, check)]).toEqual(['free']);
    expect([...leaveOut(models, NO_EXCEPTIONS, check)]).toEqual(['free', 'used', 'unchecked']);
  });

  it('is by hand before it is by rule', () => {
    const models = [1, 2, 3].map((create_at) => {
      return { model_id: `v${create_at}`, model_name: 'pose', model_version: `1.0.${create_at}`, create_at };
    });
    const byHand: Exceptions['byHand'] = new Map([
      ['v3', 'go'],
      ['v1', 'keep'],
    ]);
    expect([...leaveOut(models, { newest: 1, inUse: false, byHand }, new Map())]).toEqual(['v2', 'v3']);
    expect(newestFirst(models).map((model) => model.model_id)).toEqual(['v3', 'v2', 'v1']);
  });
});
