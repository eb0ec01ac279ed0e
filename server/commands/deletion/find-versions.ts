import { isSameId } from '../../../core/contract/id.ts';
import { type ListedNames, listNames } from '../../../core/contract/listed-names.ts';
import type { ModelListItem } from '../../../core/contract/model.ts';
import { newestFirst } from '../../../core/deletion/exceptions.ts';
import { UsageError } from '../../config.ts';
import { Failure } from '../failure.ts';
import type { GatewayProject } from '../gateway/open-project.ts';
import { findModel, listNamesWith, listVersions } from '../gateway/registry.ts';
import { printable } from '../printable.ts';
import { fitsPattern, longestPiece, type Selector } from './selector.ts';

/** What selectors mean: whether names mean all of their versions, and whether rules keep some of those. */
export type Reach = { isWhole: boolean; keepsNewest: boolean };

/** What selectors mean for what the registry has now. */
export type FoundVersions = ListedNames & {
  /** Those that are to go, unless they are kept, each once. */
  candidates: readonly ModelListItem[];
  /** Of each pattern, the names that fit it, and whether there can be no others. */
  matched: readonly { selector: string; names: readonly string[]; isWhole: boolean }[];
};

/**
 * Asks the registry what selectors mean now.
 *
 * @throws Failure when one means nothing; UsageError when one cannot be meant as it is; as `gatewayClient`.
 */
export async function findVersions(
  registry: GatewayProject,
  selectors: readonly Selector[],
  reach: Reach,
): Promise<FoundVersions> {
  requireReach(selectors, reach);
  const matched = await Promise.all(
    selectors.flatMap((selector) =>
      selector.kind === 'glob' ? [namesThatFit(registry, selector.text)] : [],
    ),
  );
  const named = selectors.flatMap((selector) => nameIn(selector) ?? []);
  const first = await listAll(registry, [...matched.flatMap(({ names }) => names), ...named]);
  // What is no name is an id; its name is listed too, as a plan needs to know whether it goes whole.
  const ids = await findIds(registry, selectors, first);
  const known = new Set(first.names);
  const more = await listAll(
    registry,
    [...ids.values()].map((model) => model.model_name).filter((name) => !known.has(name)),
  );
  const lists = [first, more];
  const listed = lists.flatMap((list) => list.listed);
  const candidates = selectors.flatMap((selector) => {
    const id = ids.get(selector.text)?.model_id;
    if (id !== undefined) return oneOf(listed, id, { selector, reach });
    return meantBy(selector, listed, { matched, reach });
  });
  return {
    listed,
    candidates: [...new Set(candidates)],
    matched,
    unreadable: lists.flatMap((list) => list.unreadable),
    unsure: new Set(lists.flatMap((list) => [...list.unsure])),
    short: lists.flatMap((list) => list.short),
  };
}

function requireReach(selectors: readonly Selector[], { isWhole, keepsNewest }: Reach): void {
  for (const { kind, text } of selectors) {
    if (kind === 'glob' && !isWhole)
      throw new UsageError(
        `"${text}" means many names: write --cascade for all of their versions, or --keep-newest N.`,
      );
    if (kind === 'version' && keepsNewest) throw onlyForNames(text);
  }
}

function onlyForNames(text: string): UsageError {
  return new UsageError(`"${text}" is one version: --keep-newest is for names and patterns.`);
}

async function namesThatFit(registry: GatewayProject, pattern: string) {
  const { names, isWhole } = await listNamesWith(registry, longestPiece(pattern));
  const fitting = names.filter((name) => fitsPattern(pattern, name));
  if (fitting.length > 0) return { selector: pattern, names: fitting, isWhole };
  throw new Failure(
    `No name in the project ${printable(registry.project.name)} fits "${printable(pattern)}". Letter case matters; * stands for any characters.`,
  );
}

function nameIn(selector: Selector): string | undefined {
  if (selector.kind === 'version') return selector.name;
  return selector.kind === 'name-or-id' ? selector.text : undefined;
}

async function listAll(registry: GatewayProject, names: readonly string[]) {
  const distinct = [...new Set(names)];
  const list = await listNames(distinct, (name) => listVersions(registry, name));
  return { ...list, names: distinct };
}

/** The versions of the selectors that are ids, by what was written. */
async function findIds(registry: GatewayProject, selectors: readonly Selector[], { listed }: ListedNames) {
  const ids = new Map<string, ModelListItem>();
  for (const { kind, text } of selectors) {
    if (kind !== 'name-or-id' || listed.some((model) => model.model_name === text)) continue;
    const model = await findModel(registry, text);
    if (!model) throw await meansNothing(registry, text);
    ids.set(text, model);
  }
  return ids;
}

/** Names that are told with one that is not there. */
const MAX_SUGGESTED = 3;

async function meansNothing(registry: GatewayProject, text: string): Promise<Failure> {
  const what = `There is no model "${printable(text)}" in the project ${printable(registry.project.name)}, neither by name nor by id.`;
  const { names } = await listNamesWith(registry, text.slice(0, Math.ceil(text.length / 2)));
  const some = names.slice(0, MAX_SUGGESTED).map(printable);
  return new Failure(
    `${what} ${some.length > 0 ? `There is ${some.join(', ')}.` : 'Check how it is written.'}`,
  );
}

function oneOf(
  listed: readonly ModelListItem[],
  id: string,
  { selector, reach }: { selector: Selector; reach: Reach },
): ModelListItem[] {
  if (reach.keepsNewest) throw onlyForNames(selector.text);
  const found = listed.filter((model) => isSameId(model.model_id, id));
  if (found.length > 0) return found;
  throw new Failure(`${id} is there, but the list of its name does not have it. Try again in a moment.`);
}

function meantBy(
  selector: Selector,
  listed: readonly ModelListItem[],
  { matched, reach }: { matched: FoundVersions['matched']; reach: Reach },
): ModelListItem[] {
  switch (selector.kind) {
    case 'glob': {
      const names = new Set(matched.find((one) => one.selector === selector.text)?.names);
      return listed.filter((model) => names.has(model.model_name));
    }
    case 'version':
      return versionOf(selector, listed);
    case 'name-or-id': {
      const ofName = newestFirst(listed.filter((model) => model.model_name === selector.text));
      return reach.isWhole ? ofName : ofName.slice(0, 1);
    }
    default:
      return selector satisfies never;
  }
}

/** Versions that are told with one that is not there. */
const MAX_TOLD = 5;

function versionOf(
  { name, version }: Extract<Selector, { kind: 'version' }>,
  listed: readonly ModelListItem[],
): ModelListItem[] {
  const ofName = newestFirst(listed.filter((model) => model.model_name === name));
  const found = ofName.filter((model) => model.model_version === version);
  if (found.length > 0) return found;
  const [shown, wanted] = [printable(name), printable(version)];
  if (ofName.length === 0) throw new Failure(`There is no model "${shown}". Check how it is written.`);
  const newest = ofName.slice(0, MAX_TOLD).map((model) => printable(model.model_version));
  const more = ofName.length > newest.length ? ' and older ones' : '';
  throw new Failure(`${shown} has no version ${wanted}. It has ${newest.join(', ')}${more}.`);
}
