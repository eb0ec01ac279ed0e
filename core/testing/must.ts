/**
 * What a test knows to be there.
 *
 * @param what it is, for whoever reads the failure.
 * @throws Error when it is not there: an empty value in its place could pass for it.
 */
export function must<T>(value: T | null | undefined, what = 'a value'): T {
  if (value === null || value === undefined)
    throw new Error(`There should be ${what}, and there is ${value}.`);
  return value;
}

/** The first of a list. @throws Error when the list is empty. */
export function first<T>(list: readonly T[]): T {
  return nth(list, 0);
}

/**
 * One of a list, by its index; from the end where that is negative.
 *
 * @throws Error when the list is too short.
 */
export function nth<T>(list: readonly T[], index: number): T {
  return must(list.at(index), `an element ${index} in a list of ${list.length}`);
}
