/** One figure of a benchmark: by default a time in ms. Ratios are by what they are to. */
export type BenchRow = {
  what: string;
  unit?: 'ms' | 'kB' | 'MB';
  p50: number;
  p95: number;
  ratios: Record<string, number>;
  /** What else was counted or weighed; its name says in what unit. */
  figures?: Record<string, number>;
  /** The goal: of one of the ratios or figures or, where none is named, of the median itself. */
  goal?: { of?: string; atMost: number } | { of: string; atLeast: number };
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
          beside: besides(row),
          goal: row.goal ? goalText(row, row.goal) : '',
        },
      ]),
    ),
  );
}

function goalText({ p50, ratios, figures }: BenchRow, goal: NonNullable<BenchRow['goal']>): string {
  const figure = goal.of === undefined ? p50 : ({ ...ratios, ...figures }[goal.of] ?? Number.NaN);
  const [bound, isMet] =
    'atMost' in goal
      ? [`≤ ${goal.atMost}`, figure <= goal.atMost]
      : [`≥ ${goal.atLeast}`, figure >= goal.atLeast];
  return `${bound} ${isMet ? 'met' : 'missed'}`;
}

/** `1.05 × to the smallest, 2.9 × to bare SQL` */
function besides({ ratios, figures = {} }: BenchRow): string {
  const compared = Object.entries(ratios).map(([to, ratio]) => `${round(ratio)} × ${to}`);
  const counted = Object.entries(figures).map(([name, figure]) => `${name}: ${round(figure)}`);
  return [...compared, ...counted].join(', ');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
