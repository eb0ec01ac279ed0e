/** One figure of a benchmark: in ms unless it says otherwise, ratios by what they are to, and the goal of one of them. */
export type BenchRow = {
  what: string;
  unit?: 'MB';
  p50: number;
  p95: number;
  ratios: Record<string, number>;
  /** What a ratio, or the figure itself if none is named, is to be. */
  goal?: { ratio?: string; atMost: number };
};

/** Prints figures as one table, each goal beside the ratio that it is about. */
export function printRows(rows: readonly BenchRow[]): void {
  console.table(
    Object.fromEntries(
      rows.map(({ what, unit = 'ms', p50, p95, ratios, goal }) => [
        what,
        {
          [`p50 ${unit}`]: round(p50),
          [`p95 ${unit}`]: round(p95),
          ...Object.fromEntries(Object.entries(ratios).map(([to, ratio]) => [`× ${to}`, round(ratio)])),
          goal: goal ? `≤ ${goal.atMost} ${isMet(goal, p50, ratios) ? 'met' : 'missed'}` : '',
        },
      ]),
    ),
  );
}

function isMet(
  { ratio, atMost }: NonNullable<BenchRow['goal']>,
  p50: number,
  ratios: BenchRow['ratios'],
): boolean {
  return (ratio === undefined ? p50 : (ratios[ratio] ?? Number.NaN)) <= atMost;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
