/** One figure of a benchmark: times in ms, ratios by what they are to, and the goal that one of them has. */
export type BenchRow = {
  what: string;
  p50: number;
  p95: number;
  ratios: Record<string, number>;
  goal?: { ratio: string; atMost: number };
};

/** Prints figures as one table, each goal beside the ratio that it is about. */
export function printRows(rows: readonly BenchRow[]): void {
  console.table(
    Object.fromEntries(
      rows.map(({ what, p50, p95, ratios, goal }) => [
        what,
        {
          'p50 ms': round(p50),
          'p95 ms': round(p95),
          ...Object.fromEntries(Object.entries(ratios).map(([to, ratio]) => [`× ${to}`, round(ratio)])),
          goal: goal ? `≤ ${goal.atMost} ${isMet(ratios, goal) ? 'met' : 'missed'}` : '',
        },
      ]),
    ),
  );
}

function isMet(ratios: Record<string, number>, goal: NonNullable<BenchRow['goal']>): boolean {
  return (ratios[goal.ratio] ?? Number.NaN) <= goal.atMost;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
