/**
 * How old a version is, in days, weeks or months of the calendar: `last-90d`, created within them; `older-6m`, and `older-2w`,
 * created before that.
 */
export type CreatedAge = `${AgeSide}-${number}${AgeUnit}`;

/** The two sides of a moment, and what the time to it is counted in, in the order in which they are offered. */
export const AGE_SIDES = ['last', 'older'] as const;
export const AGE_UNITS = ['d', 'w', 'm'] as const;
export type AgeSide = (typeof AGE_SIDES)[number];
export type AgeUnit = (typeof AGE_UNITS)[number];

/** Whether a text is an age. */
export function isCreatedAge(text: string): text is CreatedAge {
  return /^(?:last|older)-[1-9]\d{0,3}[dwm]$/.test(text);
}
