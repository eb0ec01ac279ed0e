/** What of a version lists are narrowed by. */
export type FacetValues = {
  status?: string | undefined;
  type?: string | undefined;
  in_use?: 'yes' | 'no' | undefined;
};

/** Joins the parts of a facet; in none of their values. */
const AND = '\t';

/**
 * What a narrowing asks for, as one word: `status:failed`, or of several things `status:failed⇥in_use:yes`. Undefined
 * when it asks for nothing.
 */
export function facetOf({ status, type, in_use }: FacetValues): string | undefined {
  const parts = Object.entries({ status, type, in_use }).filter(([, value]) => value !== undefined);
  return parts.length === 0 ? undefined : parts.map(([name, value]) => `${name}:${value}`).join(AND);
}

/** Every facet that a version has: each value alone, and all combinations, so that any can be found without looking. */
export function facetsOf(model: { model_status: string; model_type: string }, isInUse: boolean): string[] {
  const { model_status: status, model_type: type } = model;
  const in_use: FacetValues['in_use'] = isInUse ? 'yes' : 'no';
  const some: FacetValues[] = [
    { status },
    { type },
    { in_use },
    { status, type },
    { status, in_use },
    { type, in_use },
  ];
  return [...some, { status, type, in_use }].flatMap((values) => facetOf(values) ?? []);
}

/** Splits tallies by facet into those of one property, by its value. */
export function tallyBy<T>(tallies: Record<string, T>, property: keyof FacetValues): [value: string, T][] {
  const start = `${property}:`;
  return Object.entries(tallies).flatMap(([facet, tally]): [string, T][] =>
    facet.startsWith(start) && !facet.includes(AND) ? [[facet.slice(start.length), tally]] : [],
  );
}
