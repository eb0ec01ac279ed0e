import { setTimeout as after } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';

/** Some values that have the same labels, each by the name of its figure. */
export type Labelled<Name extends string, Label extends string> = {
  labels: Record<Label, string>;
  values: Record<Name, number>;
};

/** Figures that are read by one look. */
export type FigureGroup<Name extends string, Label extends string> = {
  /** What each of them is, by its name. */
  helps: Record<Name, string>;
  labels: readonly Label[];
  read: () => Promise<Labelled<Name, Label>[]>;
  /** Hears why they cannot be read. They are left out then, as no figure is better than an old one. */
  onTrouble: (error: unknown) => void;
};

/** How long a look may take before whoever asks gets the other figures alone. In ms. */
const PATIENCE_MS = 2_000;

/** Adds figures that are read whenever somebody looks: by one look for all who do so at the same time. */
export function readTogether<Name extends string, Label extends string>(
  registry: Registry,
  { helps, labels, read, onTrouble }: FigureGroup<Name, Label>,
): void {
  let look: Promise<Labelled<Name, Label>[]> | undefined;
  const share = () => {
    look ??= read()
      .catch((error: unknown) => {
        onTrouble(error);
        return [];
      })
      // Not before it has come to an end: looks at a database that hangs do not pile up.
      .finally(() => {
        look = undefined;
      });
    return look;
  };
  const names = Object.keys(helps).filter((name): name is Name => name in helps);
  for (const name of names) {
    const gauge: Gauge<Label> = new Gauge({
      name,
      help: helps[name],
      labelNames: labels,
      registers: [registry],
      async collect() {
        const figures = await inTime(share());
        gauge.reset();
        for (const figure of figures) gauge.set(figure.labels, figure.values[name]);
      },
    });
  }
}

async function inTime<Figure>(figures: Promise<Figure[]>): Promise<Figure[]> {
  const impatience = new AbortController();
  const tooLong = after(PATIENCE_MS, [], { ref: false, signal: impatience.signal }).catch(() => []);
  try {
    return await Promise.race([figures, tooLong]);
  } finally {
    impatience.abort();
  }
}
