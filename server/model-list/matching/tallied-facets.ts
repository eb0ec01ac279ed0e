import type { ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import { facetsFor, ownerFacets } from '../../registry/groups/facets.ts';

/**
 * The facets by which the tallies of a name, and the totals of a project, tell what filters find; none, where everything is
 * found. Undefined where they do not tell it and versions are to be read: ages, sizes and places are of no facet, and owners
 * are tallied by themselves alone. What a search and protections take away is for the caller.
 */
export function talliedFacets(filters: ModelFilters): string[] | undefined {
  const { created, size, not_in_newest: newest, owner } = filters;
  if (created || size || newest) return undefined;
  const facets = facetsFor(filters);
  if (!owner) return facets;
  return facets.length === 0 ? ownerFacets(owner) : undefined;
}
