/** One figure of a benchmark: times in ms, ratios by what they are to, and the goal that one of them has. */
export type BenchRow = {
  what: string;
  p50: number;
  p95: number;
  ratios: Record<string, number>;
  /** What else was counted or weighed; its name says in what unit. */
  figures?: Record<string, number>;
  /** What one of the ratios or figures may be at most. */
  goal?: { ratio: string; atMost: number };
};

/** Prints figures as one table, each goal beside the ratio that it is about. */
export function printRows(rows: readonly BenchRow[]): void {
  console.table(
    Object.fromEntries(
      rows.map(({ what, p50, p95, ratios, figures = {}, goal }) => [
        what,
        {
          'p50 ms': round(p50),
          'p95 ms': round(p95),
          ...Object.fromEntries(Object.entries(ratios).map(([to, ratio]) => [`× ${to}`, round(ratio)])),
          ...Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, round(figure)])),
          goal: goal ? `≤ ${goal.atMost} ${isMet({ ...ratios, ...figures }, goal) ? 'met' : 'missed'}` : '',
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
