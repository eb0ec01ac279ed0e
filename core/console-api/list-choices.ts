// What the list of models can be filtered and sorted by, beside text, in the order in which it is offered. They are in
// a file of their own, as the console's first screen needs them without the schemas of queries.

/** Whether any service uses a version. */
export const IN_USE = ['yes', 'no'] as const;

/** How old a version is. */
export const CREATED = ['week', 'month', 'year', 'older'] as const;

/** What the list can be sorted by, and in which directions. */
export const SORT_COLUMNS = ['name', 'versions', 'size', 'created'] as const;
export const SORT_DIRECTIONS = ['asc', 'desc'] as const;
