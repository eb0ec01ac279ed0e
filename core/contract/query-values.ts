import * as z from 'zod';

/** Default and largest page of every list. Source: contract.md, List. */
export const MAX_PAGE_SIZE = 1000;

/** A whole number in a query string. */
export function queryInteger(bounds: { min: number; max: number }) {
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: 'must be a whole number' })
    .transform(Number)
    .pipe(z.number().min(bounds.min).max(bounds.max));
}

/** `true` or `false` in a query string. */
export const queryBoolean = z.enum(['true', 'false']).transform((word) => word === 'true');
