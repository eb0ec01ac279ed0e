import { Blockers } from '../../../core/console-api/models/blockers.ts';
import { checkServices } from '../../../core/console-api/models/check-services.ts';
import { FoundProtections } from '../../../core/console-api/models/protections.ts';
import { NO_SUCH_MODEL } from '../../../core/contract/errors.ts';
import { Id } from '../../../core/contract/id.ts';
import { type ModelId, ModelListItem } from '../../../core/contract/model.ts';
import {
  listVersionsOfName,
  ModelPage,
  type PageRequest,
  searchModels,
  type VersionsOfName,
} from '../../../core/contract/versions-of-name.ts';
import type { BlockerCheck } from '../../../core/deletion/plan.ts';
import type { Protection } from '../../../core/deletion/protection.ts';
import { Failure } from '../failure.ts';
import { GatewayRefusal } from './gateway-trouble.ts';
import type { GatewayProject } from './open-project.ts';

/** Every version of one name, asked of the registry itself. */
export function listVersions(registry: GatewayProject, name: string): Promise<VersionsOfName> {
  return listVersionsOfName(name, pagesOf(registry));
}

/** A search takes no more characters; what has all of a text has its beginning. Source: contract.md, List. */
const MAX_SEARCH = 64;

/** The names that have a text in them, by the registry's own list; not `isWhole` where there may be others. */
export async function listNamesWith(
  registry: GatewayProject,
  text: string,
): Promise<{ names: string[]; isWhole: boolean }> {
  const search = text === '' ? {} : { model_name: text.slice(0, MAX_SEARCH) };
  const { models, isWhole } = await searchModels(search, pagesOf(registry));
  const names = models.map((model) => model.model_name).filter((name) => name.includes(text));
  return { names: [...new Set(names)].toSorted(), isWhole };
}

function pagesOf({ ask, project }: GatewayProject) {
  const path = `/v1/${project.id}/models`;
  return ({ offset, limit, ...search }: PageRequest): Promise<ModelPage> =>
    ask({ method: 'GET', path, query: { ...search, offset: `${offset}`, limit: `${limit}` } }, ModelPage);
}

/** The version of an id; undefined when there is none, or it can be no id. */
export async function findModel(
  { ask, project }: GatewayProject,
  id: string,
): Promise<ModelListItem | undefined> {
  if (!Id.safeParse(id).success) return undefined;
  try {
    return await ask({ method: 'GET', path: `/v1/${project.id}/models/${id}` }, ModelListItem);
  } catch (error) {
    if (error instanceof GatewayRefusal && (error.code === NO_SUCH_MODEL || error.status === 404))
      return undefined;
    throw error;
  }
}

/** Which services use some versions; `trouble` says why it could not be found out, and then none was checked. */
export type ServicesFound = { check: BlockerCheck; trouble: string | undefined };

/** Asks which services use these versions. A gateway that cannot say leaves them unchecked: they can be planned all the same. */
export async function findServices({ ask }: GatewayProject, ids: readonly ModelId[]): Promise<ServicesFound> {
  let check: BlockerCheck = new Map();
  const askFor = (model_ids: readonly ModelId[]) =>
    ask({ method: 'POST', path: '/api/blockers', body: { model_ids } }, Blockers);
  try {
    for await (const { services } of checkServices(ids, askFor)) check = services;
    return { check, trouble: undefined };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { check, trouble: error.message };
  }
}

/** What is protected of some names; nothing where the gateway is of an edition that protects nothing. */
export async function findProtections(
  { ask }: GatewayProject,
  names: readonly string[],
): Promise<readonly Protection[]> {
  try {
    const path = '/api/protections/find';
    return (await ask({ method: 'POST', path, body: { names } }, FoundProtections)).protections;
  } catch (error) {
    if (error instanceof GatewayRefusal && error.status === 404) return [];
    throw error;
  }
}
