/** One figure of a benchmark: by default a time in ms. Ratios are by what they are to. */
export type BenchRow = {
  what: string;
  unit?: 'ms' | 'kB' | 'MB';
  p50: number;
  p95: number;
  ratios: Record<string, number>;
  /** The goal: of one of the ratios or, where none is named, of the median itself. */
  goal?: { ratio?: string; atMost: number };
};

/** Prints figures as one table, each goal beside the figure that it is about. */
export function printRows(rows: readonly BenchRow[]): void {
  console.table(
    Object.fromEntries(
      rows.map((row) => [
        row.what,
        {
          p50: round(row.p50),
          p95: round(row.p95),
          unit: row.unit ?? 'ms',
          ...Object.fromEntries(Object.entries(row.ratios).map(([to, ratio]) => [`× ${to}`, round(ratio)])),
          goal: row.goal ? `≤ ${row.goal.atMost} ${isMet(row, row.goal) ? 'met' : 'missed'}` : '',
        },
      ]),
    ),
  );
}

function isMet({ p50, ratios }: BenchRow, { ratio, atMost }: NonNullable<BenchRow['goal']>): boolean {
  return (ratio === undefined ? p50 : (ratios[ratio] ?? Number.NaN)) <= atMost;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
