import type { ColumnType } from 'kysely';

/** A JSON column: read as a value, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>;

/** A column that is null until something is known. */
export type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
