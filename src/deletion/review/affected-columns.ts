import type { AffectedLine } from '../planning/sections.ts';

/** Which columns the table has: those that would be empty are left out. */
export type AffectedColumns = {
  ticks: boolean;
  names: boolean;
  status: boolean;
  size: boolean;
  services: boolean;
};

/**
 * @param ticks whether there is something to choose.
 * @param names whether each row has to say of what name it is, as no heading does.
 */
export function columnsFor(
  lines: readonly AffectedLine[],
  { ticks, names }: Pick<AffectedColumns, 'ticks' | 'names'>,
): AffectedColumns {
  const rows = lines.flatMap((line) => (line.kind === 'version' ? [line.row] : []));
  return {
    ticks,
    names,
    status: rows.some((row) => row.model_status !== undefined),
    size: rows.some((row) => row.model_size !== undefined),
    services: rows.some((row) => row.services.length > 0),
  };
}

/** How many columns there are, the verdict and the version among them. */
export function countColumns(columns: AffectedColumns): number {
  return 2 + Object.values(columns).filter(Boolean).length;
}
