import type { InUse } from '../../../core/console-api/models/list-choices.ts';
import type { Tallies } from '../../store/schema.ts';

/** The properties of a version that lists are filtered by. One that is in use has two uses: `yes`, and how. */
type FacetValues = {
  status?: string | undefined;
  type?: string | undefined;
  in_use?: InUse | undefined;
};

/** Separates the parts of a facet; occurs in none of their values. */
const AND = '\t';

/** A filter: any of these values of each property; absent, any at all. */
export type FacetChoices = {
  status?: readonly string[] | undefined;
  type?: readonly string[] | undefined;
  in_use?: InUse | undefined;
};

/**
 * The facets that a filter stands for. They are disjoint: a version has at most one of them, so their counts add up. Empty
 * when nothing is filtered.
 */
export function facetsFor({ status, type, in_use }: FacetChoices): string[] {
  return (status ?? [undefined]).flatMap((oneStatus) =>
    (type ?? [undefined]).flatMap((oneType) => facetOf({ status: oneStatus, type: oneType, in_use }) ?? []),
  );
}

/**
 * The facet of some properties, as one key: `status:failed`, or of several `status:failed⇥in_use:yes`. Undefined without
 * properties.
 */
function facetOf({ status, type, in_use }: FacetValues): string | undefined {
  const parts = Object.entries({ status, type, in_use }).filter(([, value]) => value !== undefined);
  return parts.length === 0 ? undefined : parts.map(([name, value]) => `${name}:${value}`).join(AND);
}

/**
 * The facets of owners. They are kept by themselves, and not with the other properties: people are many, and each
 * combination would be a tally of its own.
 */
export function ownerFacets(owners: readonly string[]): string[] {
  return owners.filter((owner) => owner !== '').map((owner) => OWNER + owner);
}

/** How the facet of an owner begins, and where those of all owners end in the order of texts. */
const OWNER = 'owner:';
export const OWNER_FACETS = { from: OWNER, to: 'owner;' } as const;

/** Whose facet it is. */
export function ownerOf(facet: string): string {
  return facet.slice(OWNER.length);
}

/**
 * Every facet of a version that no service uses: each value alone, and all combinations, so that any filter is one key of
 * the index; and that of its owner.
 */
export function facetsOfUnused(model: { model_status: string; model_type: string; owner: string }): string[] {
  const { model_status: status, model_type: type, owner } = model;
  const in_use: InUse = 'no';
  const some: FacetValues[] = [
    { status },
    { type },
    { in_use },
    { status, type },
    { status, in_use },
    { type, in_use },
  ];
  const told = [...some, { status, type, in_use }].flatMap((values) => facetOf(values) ?? []);
  return [...told, ...ownerFacets([owner])];
}

/** How many versions a filter finds by the tallies of a name, by their status. */
export function statusesFound(tallies: Tallies, choices: FacetChoices): Record<string, number> {
  const statuses = choices.status ?? tallyBy(tallies, 'status').map(([status]) => status);
  const found = [...statuses]
    .sort()
    .map((status): [string, number] => [status, countFound(tallies, { ...choices, status: [status] })]);
  return Object.fromEntries(found.filter(([, versions]) => versions > 0));
}

/** How many versions a filter of some property finds by the tallies of a name. */
export function countFound(tallies: Tallies, choices: FacetChoices): number {
  return facetsFor(choices).reduce((sum, facet) => sum + (tallies[facet]?.versions ?? 0), 0);
}

/** The tallies of one property, by its value. */
export function tallyBy<T>(tallies: Record<string, T>, property: keyof FacetValues): [value: string, T][] {
  const start = `${property}:`;
  return Object.entries(tallies).flatMap(([facet, tally]): [string, T][] =>
    facet.startsWith(start) && !facet.includes(AND) ? [[facet.slice(start.length), tally]] : [],
  );
}
