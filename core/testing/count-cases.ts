import { expect, onTestFinished } from 'vitest';

/**
 * Counts the cases of a property that come to its expectations; to be called in the test, before the property runs. A
 * property whose interesting cases never come passes whatever the code does, so the test fails when it ends unless each kind
 * of them came.
 *
 * @param kinds what the cases are called in the failure.
 * @returns counts one case of a kind.
 */
export function countCases<Kind extends string>(...kinds: readonly Kind[]): (kind: Kind) => void {
  const counts = new Map<Kind, number>(kinds.map((kind) => [kind, 0]));
  onTestFinished(({ task }) => {
    // A property that failed did not run to its end.
    if (task.result?.state === 'fail') return;
    const missing = kinds.filter((kind) => counts.get(kind) === 0);
    expect(missing, 'cases that never came').toEqual([]);
  });
  return (kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
}
