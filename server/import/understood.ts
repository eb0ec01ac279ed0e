/** A row as an import takes it, and the fields that were told and have no place here; or why there is none. */
export type Understood = { row: Record<string, unknown>; left: string[] } | { reason: string };
