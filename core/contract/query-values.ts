import * as z from 'zod';

/** Default and largest page of every list. Source: contract.md, List. */
export const MAX_PAGE_SIZE = 1000;

/** How many values a parameter may have. */
const MAX_VALUES = 50;

/** A whole number in a query string. */
export function queryInteger(bounds: { min: number; max: number }) {
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: 'must be a whole number' })
    .transform(Number)
    .pipe(z.number().min(bounds.min).max(bounds.max));
}

/** One value or several of a query's parameter, each of them once. */
export function queryValues<T extends z.ZodType<string, string>>(value: T, most = MAX_VALUES) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform((told) => [...new Set([told].flat())])
    .pipe(z.array(value).min(1).max(most));
}

/** `true` or `false` in a query string. */
export const queryBoolean = z.enum(['true', 'false']).transform((word) => word === 'true');
